import { describe, expect, it, test } from 'vitest'
import { groupsByTrainingError } from '../sweep/findings/groups-by-training-error.ts'
import type { SweepReport, SweepSeries } from '../sweep/sweep-report.ts'
import { simulateHistories, type HistoriesPlan } from '../sweep/testing/simulate-histories.ts'
import { afterInterpolation } from './after-interpolation.ts'

const repetitions = 200

function judge(...plans: readonly HistoriesPlan[]) {
  const found = groupsByTrainingError(0.002, plans.flatMap(simulateHistories))
  const series = { weightDecay: 0.002 } as SweepSeries
  const report = { findings: found ? [found] : [] } as unknown as SweepReport
  return { ...afterInterpolation.judge(series, report), found }
}

/** Returns the shares of the verdicts over seeded repetitions. */
function countVerdicts(plansOf: (seed: number) => readonly HistoriesPlan[]) {
  const all = Array.from({ length: repetitions }, (_, seed) => judge(...plansOf(seed)).verdict)
  const share = (verdict: string) => all.filter((one) => one === verdict).length / repetitions
  return { agrees: share('agrees'), disagrees: share('does not agree'), open: share('cannot tell') }
}

const noisy = { control: 'label-noise-0.2', neverInterpolates: true } as const

describe('of simulated trainings', () => {
  test.each([3, 5])('with %i seeds, groups after error 0 bear the claim out', (seeds) => {
    expect(countVerdicts((seed) => [{ seed, seeds, split: 'after' }]).agrees).toBeGreaterThanOrEqual(0.95)
  })

  it('is never refuted by two seeds that bear it out, though they leave some sweeps undecided', () => {
    const { agrees, disagrees } = countVerdicts((seed) => [{ seed, seeds: 2, split: 'after' }])
    expect(disagrees).toBe(0)
    expect(agrees).toBeGreaterThan(0.75)
  })

  test.each([2, 3, 5])('with %i seeds, groups before error 0 refute it', (seeds) => {
    expect(countVerdicts((seed) => [{ seed, seeds, split: 'before' }]).disagrees).toBeGreaterThanOrEqual(0.95)
  })

  it('is refuted by groups of runs whose noisy labels keep them from interpolating', () => {
    const plans = (seed: number): HistoriesPlan[] => [
      { seed, split: 'after' },
      { ...noisy, seed, split: 'before' },
    ]
    expect(countVerdicts(plans).disagrees).toBeGreaterThanOrEqual(0.95)
  })

  it('is borne out by such runs without groups', () => {
    const plans = (seed: number): HistoriesPlan[] => [
      { seed, split: 'after' },
      { ...noisy, seed, split: 'never' },
    ]
    expect(countVerdicts(plans).agrees).toBeGreaterThanOrEqual(0.95)
  })

  it('is refuted in at most a twentieth of sweeps by layers at the very border of being split', () => {
    // Two groups on average over seeds, from the first epochs on, in every width.
    const groups = () => 1.9
    for (const spread of [0.03, 0.1]) {
      const { disagrees } = countVerdicts((seed) => [{ seed, split: 'before', groups, spread }])
      expect(disagrees).toBeLessThanOrEqual(0.05)
    }
  })

  it('finds what it calls detectable in about four of five sweeps', () => {
    const plan = { ...noisy, seeds: 5, widths: [512], split: 'before', spread: 0.1 } as const
    const all = Array.from({ length: repetitions }, (_, seed) => {
      const { scalars } = judge({ ...plan, seed, groups: () => 1.9 }).found!
      return scalars.find(({ id }) => id === 'detectable-label-noise-0.2-width-512')!.value!
    })
    // Simulated layers begin with 1.1 groups.
    const typical = all.toSorted((a, b) => a - b)[repetitions / 2] - 0.1
    const { disagrees } = countVerdicts((seed) => [{ ...plan, seed: 1_000 + seed, groups: () => typical }])
    expect(Math.abs(disagrees - 0.8)).toBeLessThan(0.12)
  })
})

it('cannot be judged over one seed, and says so', () => {
  for (const split of ['before', 'after'] as const) {
    const { verdict, reason } = judge({ seed: 0, seeds: 1, split })
    expect(verdict).toBe('cannot tell')
    expect(reason).toContain('over one seed')
  }
})

it('states rule, power and what would change the verdict', () => {
  const agreed = judge({ seed: 0, split: 'after' })
  expect(agreed.reason).toMatch(/W = 512 \(3 seeds\): 1\.\d+ \(95 % interval .*\d at the end\)/)
  expect(agreed.reason).toContain('Rule: a layer is split from 2 groups on')
  expect(agreed.reason).toMatch(/Power: by this spread over seeds \d\.\d+ groups there would have been found/)
  expect(agreed.reason).toContain('groups in a run with noisy labels')
  const refuted = judge({ seed: 0, split: 'after' }, { ...noisy, seed: 0, split: 'before' })
  expect(refuted.reason).toMatch(/20 % of the labels wrong, never interpolates \(3 seeds\): 8 \(/)
  expect(refuted.reason).toContain('What would change the verdict')
  const borneOut = judge(
    { seed: 0, split: 'after' },
    { ...noisy, seed: 0, split: 'never' },
    { seed: 0, split: 'after', control: 'decay-from-interpolation' },
  )
  expect(borneOut.reason).toContain(
    'Noisy labels keep a layer of that width from interpolating and from splitting',
  )
  expect(borneOut.reason).toMatch(
    /groups at the end, W = 512, weight decay from interpolation on: \d[.\d]* \(/,
  )
})

it('says nothing by layers that do not split, by errors just above 0, or without kept epochs', () => {
  const never = judge({ seed: 0, split: 'never' })
  expect(never.verdict).toBe('cannot tell')
  const late = simulateHistories({ seed: 0, split: 'before' }).filter(({ trainError }) => trainError! < 0.01)
  const found = groupsByTrainingError(0.002, late)!
  expect(found.scalars.some(({ id }) => id.startsWith('before-'))).toBe(false)
  expect(found.sentence).toContain('keep the checkpoints of every epoch')
  const ends = simulateHistories({ seed: 0, split: 'after' }).filter(({ epoch }) => epoch === 20)
  expect(groupsByTrainingError(0.002, ends)).toBeNull()
  const unknown = simulateHistories({ seed: 0, split: 'before' }).map((one) => ({ ...one, trainError: null }))
  expect(groupsByTrainingError(0.002, unknown)).toBeNull()
})

it('is drawn against training error with a line for each width, in the order of epochs', () => {
  const { lines, x } = judge({ seed: 0, split: 'after' }, { ...noisy, seed: 0, split: 'never' }).found!
  expect(lines.map(({ id }) => id)).toEqual([
    'width-64',
    'width-256',
    'width-512',
    ...[64, 256, 512].map((width) => `label-noise-0.2-width-${width}`),
  ])
  expect(x.scale).toBe('log')
  const errors = lines[2].points.map((point) => point.x)
  expect(errors).toHaveLength(20)
  expect(errors.at(-1)).toBe(0)
  expect(errors[0]).toBeGreaterThan(0.2)
  expect(lines[2].points.every(({ n }) => n === 3)).toBe(true)
})
