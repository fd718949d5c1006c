import { expect, it } from 'vitest'
import { openFile } from '../representation/testing/open-sample.ts'
import { sampleTensors, writeNpz } from '@mitoscope/formats/testing'
import { analyze } from './analyze.ts'
import { checkLeaks, openTestBackend } from '../computations/testing/open-context.ts'

checkLeaks()

it('has the remarks of the input, of measures left out and of every measure at its top', async () => {
  const tensors = sampleTensors()
  const features = {
    ...tensors['features.test'],
    values: Array.from({ length: 24 }, (_, i) => (i % 4 ? i : 1)),
  }
  const representation = await openFile('run.npz', writeNpz({ 'features.test': features, other: features }))
  const { warnings, measures } = await analyze(representation, await openTestBackend(), { seed: 0 })
  const told = warnings.map(({ code, measure }) => `${code} ${measure}`)
  expect(told).toContain('unknown-tensor undefined')
  expect(told).toContain('MEASURE_LEFT_OUT chunk-error')
  for (const { measure, warnings: own } of measures)
    for (const { code } of own) expect(told).toContain(`${code} ${measure}`)
  expect(told).toEqual(
    expect.arrayContaining(['DEAD_NEURONS reconstruction', 'DEAD_NEURONS residual-correlation']),
  )
  expect(new Set(told).size).toBe(told.length)
})

it('lists what was found where a measure needs what is missing', async () => {
  const representation = await openFile(
    'run.npz',
    writeNpz({ 'features.test': sampleTensors()['features.test'] }),
  )
  const work = analyze(representation, await openTestBackend(), {
    seed: 0,
    measures: [{ id: 'chunk-error' }],
  })
  await expect(work).rejects.toThrow('Add that tensor. Found: "features.test" (f32 [6, 4]).')
})
