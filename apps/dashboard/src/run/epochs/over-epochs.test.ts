import { expect, test } from 'vitest'
import { findEpochs, listOverEpochs } from './over-epochs.ts'

const analysis = (
  id: string,
  epoch: number | null,
  value: number | null,
  options: Record<string, unknown> = {},
) => ({
  id,
  measure: 'critical-width',
  state: 'FINISHED' as const,
  seed: 0,
  options,
  representation: { id: `r${epoch}`, epoch, site: 'last-hidden' },
  scalars: [{ id: 'groups', label: 'groups', value, low: null, high: null }],
})

test('a number that is known after two epochs is a series, in the order of epochs', () => {
  const [series, ...others] = listOverEpochs([
    analysis('c', 40, 5),
    analysis('b', 10, 3),
    analysis('a', 1, 1),
  ])
  expect(others).toEqual([])
  expect(series.key).toBe('critical-width.groups seed 0')
  expect(series.points.map(({ epoch, value }) => [epoch, value])).toEqual([[1, 1], [10, 3], [40, 5]]) // prettier-ignore
})

test('of a question that was asked again the newest answer counts', () => {
  const [series] = listOverEpochs([analysis('new', 40, 6), analysis('old', 40, 5), analysis('a', 1, 1)])
  expect(series.points.at(-1)).toMatchObject({ analysisId: 'new', value: 6 })
})

test('one epoch, another question, no value and no epoch are no series', () => {
  expect(listOverEpochs([analysis('a', 1, 1), analysis('b', 2, 1, { threshold: 0.9 })])).toEqual([])
  expect(listOverEpochs([analysis('a', 1, 1), analysis('b', 2, null), analysis('c', null, 3)])).toEqual([])
  expect(listOverEpochs([analysis('a', 1, 1), { ...analysis('b', 2, 2), state: 'FAILED' }])).toEqual([])
})

const checkpoint = (epoch: number, downloadUrl: string | null = '/file') => {
  return { id: `c${epoch}`, epoch, downloadUrl }
}
const run = { representations: [], checkpoints: [], logged: false }

test('representations are listed by epoch, each epoch once', () => {
  const { kept, obstacle } = findEpochs({
    ...run,
    representations: [{ id: 'b', epoch: 40 }, { id: 'a', epoch: 1 }, { id: 'n', epoch: null }], // prettier-ignore
  })
  expect(kept.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(obstacle).toBeUndefined()
})

test('of epochs whose weights were kept the representations are missing only', () => {
  const representations = [{ id: 'b', epoch: 40 }]
  const checkpoints = [checkpoint(1), checkpoint(2, null), checkpoint(5), checkpoint(40)]
  const found = findEpochs({ ...run, representations, checkpoints })
  expect(found.missing.map(({ epoch }) => epoch)).toEqual([1, 5])
  expect(found.obstacle).toBeUndefined()
})

test('with fewer than two it is told why, and what to do', () => {
  const representations = [{ id: 'b', epoch: 40 }]
  const checkpoints = [checkpoint(1), checkpoint(40), checkpoint(2)]
  const logged = findEpochs({ representations, checkpoints, logged: true })
  expect(logged.missing).toEqual([])
  expect(logged.obstacle).toMatch(
    /^Only epoch 40 was stored; 2 more epochs .*not trained here.*mitoscope -- upload/,
  )
  const measured = findEpochs({ ...run, representations, checkpoints: [checkpoint(1, null)] })
  expect(measured.obstacle).toMatch(/1 more epoch has .*no weights.*choose more epochs/)
  expect(findEpochs(run).obstacle).toMatch(/^No epoch was stored\. A curve over epochs needs two epochs/)
})
