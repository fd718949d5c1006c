import { expect, test } from 'vitest'
import { estimateSweep } from './estimate-sweep.ts'
import { listCheckpoints, listEvaluations } from './list-epochs.ts'
import { listRuns } from './list-runs.ts'
import { planGroups } from './plan-groups.ts'
import { defaultSweep } from './sweep-config.ts'

const cpu = { backend: 'tensorflow', gpu: false }

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

test('every run is in one group, on any device', () => {
  const runs = listRuns(defaultSweep).length
  for (const device of [cpu, { backend: 'wasm', gpu: false }, { backend: 'tensorflow', gpu: true }]) {
    const names = planGroups(defaultSweep, device).flatMap((group) => group.runs.map(({ name }) => name))
    expect(names).toHaveLength(runs)
    expect(new Set(names).size).toBe(runs)
  }
  expect(planGroups(defaultSweep, { ...cpu, gpu: true }).map(({ name }) => name)).toContain('w0256')
  expect(planGroups(defaultSweep, cpu).map(({ name }) => name)).toContain('w0256-s0-wd0')
})

test('the first epochs, regular ones, checkpoints and the last are evaluated', () => {
  const config = { ...defaultSweep, epochs: 17, evaluateEvery: 4, checkpoints: [1, 9, 40] }
  expect(listCheckpoints(config)).toEqual([1, 9, 17])
  expect(listEvaluations(config)).toEqual([1, 2, 3, 4, 5, 8, 9, 12, 16, 17])
})

test('two processes take about half as long as one', () => {
  const rates = { flopsPerSecond: 1e11, secondsPerStep: 3e-4 }
  const [one, two] = [1, 2].map((processes) => estimateSweep(defaultSweep, { ...rates, ...cpu, processes }))
  expect(one / two).toBeGreaterThan(1.9)
  expect(two).toBeGreaterThan(30)
  expect(two).toBeLessThan(200)
})
