import { expect, test } from 'vitest'
import { listCheckpoints, listEvaluations, listRuns } from './list-runs.ts'
import { defaultSweep } from './sweep-config.ts'

test('every run is listed once, contrasts included', () => {
  const config = {
    ...defaultSweep,
    widths: [64],
    contrasts: [
      { weightDecay: 0, seeds: [0] },
      { weightDecay: 2e-3, seeds: [1] },
    ],
  }
  expect(listRuns(config).map(({ name }) => name)).toEqual([
    'w0064-s0-wd0.002',
    'w0064-s1-wd0.002',
    'w0064-s0-wd0',
  ])
})

test('the first epochs, regular ones, checkpoints and the last are evaluated', () => {
  const config = { ...defaultSweep, epochs: 17, evaluateEvery: 4, checkpoints: [1, 9, 40] }
  expect(listCheckpoints(config)).toEqual([1, 9, 17])
  expect(listEvaluations(config)).toEqual([1, 2, 3, 4, 5, 8, 9, 12, 16, 17])
})
