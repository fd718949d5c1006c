import { expect, it, test } from 'vitest'
import { reportSweep } from '../sweep/report-sweep.ts'
import type { RunAnalysis } from '../sweep/sweep-report.ts'
import { makeRun } from '../sweep/testing/make-run.ts'
import { judgeClaims } from './judge-claims.ts'

const settings = {
  title: 'test',
  threshold: 0.99,
  provenance: { backend: 'none', device: 'none', draws: 2, seed: 0 },
}
const widths = [16, 32, 64, 128, 256, 512, 1024]
const grid = (wStar: (width: number) => number, weightDecay: number, seeds = [0, 1, 2]) =>
  seeds.flatMap((seed) =>
    widths.map((width) => makeRun({ width, seed, weightDecay, wStar: wStar(width) * (1 + 0.01 * seed) })),
  )
const plateau = (width: number) => 0.97 * Math.min(width, 50)
const growing = (width: number) => 0.8 * width ** 0.9
const judge = async (runs: readonly RunAnalysis[], epochs: Parameters<typeof reportSweep>[0]['epochs'] = []) => {
  const { claims } = await reportSweep({ ...settings, runs, epochs })
  return Object.fromEntries(claims!.map((claim) => [claim.id, claim]))
} // prettier-ignore

it('agrees with every claim when a sweep behaves as in the paper', async () => {
  const runs = [...grid(plateau, 0.002), ...grid(growing, 0, [0, 1])]
  const early = runs.map((run) => ({ ...run, epoch: 3, trainError: 0.03, groups: 1.01, wStar: run.width }))
  const found = await judge(runs, early)
  const verdicts = Object.fromEntries(Object.values(found).map(({ id, verdict }) => [id, verdict]))
  expect(verdicts).toEqual({
    'linear-growth': 'agrees',
    'group-carries-layer': 'agrees',
    'residual-correlation': 'agrees',
    // Without logits there is no error_∞.
    'decay-exponent': 'cannot tell',
    'network-decay': 'cannot tell',
    'after-interpolation': 'agrees',
    'weight-decay': 'agrees',
  })
  const { ours, reason, paper } = found['linear-growth']
  expect(ours[0].value).toBeCloseTo(50, 0)
  expect(ours[1].value).toBeCloseTo(1 / (50 * 0.97 * 1.01), 4)
  expect(reason).toMatch(
    /^Critical width .* counts as linear\..* parametric bootstrap.* would be found in 100 %/,
  )
  expect(paper).toContain('between 64 and 128')
  // Chunks of 64 leave the most of all that are larger than w*.
  expect(found['residual-correlation'].ours[0].value).toBeCloseTo(1.08, 2)
  expect(found['weight-decay'].reason).toMatch(/p < 0.0001, at most 0.05 is asked/)
})

it('does not agree when a sweep behaves in the opposite way', async () => {
  const loud = (run: RunAnalysis) => ({
    ...run,
    noiseRatio: { ...run.noiseRatio!, mean: run.noiseRatio!.mean.map((value) => value! * 5) },
  })
  const runs = [...grid(growing, 0.002).map(loud), ...grid(plateau, 0)]
  const found = await judge(runs, runs.map((run) => ({ ...run, epoch: 1 }))) // prettier-ignore
  expect(found['linear-growth'].verdict).toBe('does not agree')
  expect(found['weight-decay'].verdict).toBe('does not agree')
  expect(found['residual-correlation'].verdict).toBe('does not agree')
  expect(found['group-carries-layer'].verdict).toMatch(/does not agree|agrees/)
})

it('cannot tell when the networks that contradict a claim never interpolate', async () => {
  const runs = grid(growing, 0.002).map((run) => ({ ...run, interpolationEpoch: null, trainError: 0.02 }))
  const claim = (await judge(runs))['linear-growth']
  expect(claim.verdict).toBe('cannot tell')
  expect(claim.reason).toMatch(/^The widest networks do not interpolate \(training error 0.02\)/)
})

it('does not agree that groups follow interpolation when networks that never interpolate have groups', async () => {
  const runs = grid(plateau, 0.002).map((run) => ({ ...run, interpolationEpoch: null, trainError: 0.05 }))
  const claim = (await judge(runs))['after-interpolation']
  expect(claim.verdict).toBe('does not agree')
  expect(claim.reason).toMatch(/W = 1024, never interpolates \(3 seeds\): 20\.9/)
})

test.each([
  ['three widths', grid(plateau, 0.002).filter(({ width }) => width > 128), 'linear-growth', /Fewer than four/],
  ['no weight decay', grid(plateau, 0), 'linear-growth', /No run has weight decay/],
  ['no contrast', grid(plateau, 0.002), 'weight-decay', /without weight decay/],
  ['no checkpoint', grid(plateau, 0.002), 'after-interpolation', /keep the checkpoints/],
  ['narrow layers', grid(plateau, 0.002).filter(({ width }) => width < 64), 'decay-exponent', /three chunk sizes from 2 w\* on/],
  ['nothing in common', [...grid(plateau, 0.002).filter(({ width }) => width > 64), ...grid(growing, 0).filter(({ width }) => width < 64)], 'weight-decay', /No width/],
  ['no wide layer', grid((width) => 0.9 * width, 0.002).filter(({ width }) => width <= 64), 'group-carries-layer', /interpolate from 16 neurons on, and the widest has 64, less than 8 times as many\. Train up to 128/],
  ['nothing below', grid(() => 7, 0.002), 'linear-growth', /Even the narrowest layer \(16\) holds 2.26 \(95 % interval/],
] as const)('cannot tell with %s', async (_, runs, id, reason) => {
  const claim = (await judge(runs))[id]
  expect(claim.verdict).toBe('cannot tell')
  expect(claim.reason).toMatch(reason)
}) // prettier-ignore

it('does not agree that a chunk carries a wide layer when none does', async () => {
  const claim = (await judge(grid((width) => 0.9 * width, 0.002)))['group-carries-layer']
  expect(claim.verdict).toBe('does not agree')
})

it('cannot tell a difference that seeds explain', async () => {
  const apart = [...grid(plateau, 0.002, [0, 1]), ...grid((width) => plateau(width) * 1.01, 0, [0, 1])]
  const { verdict, reason } = (await judge(apart))['weight-decay']
  expect(verdict).toBe('cannot tell')
  expect(reason).toMatch(/the difference is not told .* a factor of 1\.\d+ would be told.* More seeds/)
})

it('judges nothing by one seed, and says what its intervals are over', async () => {
  const alone = [...grid(plateau, 0.002, [0]), ...grid(growing, 0, [0])]
  const found = await judge(alone)
  for (const id of ['linear-growth', 'group-carries-layer', 'weight-decay']) {
    expect(found[id].verdict, id).toBe('cannot tell')
    expect(found[id].reason, id).toMatch(/95 % interval over draws of one seed .* train a second seed/)
  }
})

it('does not judge a layer by those of its seeds alone that a chunk carries', async () => {
  const runs = grid(plateau, 0.002).map((run) =>
    run.width === 1024 && run.seed > 0 ? { ...run, wStar: null, low: null, high: null, groups: null } : run,
  )
  const { verdict, reason } = (await judge(runs))['group-carries-layer']
  expect(verdict).toBe('cannot tell')
  expect(reason).toMatch(/^No chunk of the widest layer \(1024\) reaches R² 0\.99 in 2 of 3 seeds/)
})

it('judges no contrast of which one side has one seed', async () => {
  const found = await judge([...grid(plateau, 0.002), ...grid(growing, 0, [0])])
  expect(found['weight-decay']).toMatchObject({ verdict: 'cannot tell', reason: expect.stringMatching(/train a second seed/) }) // prettier-ignore
})

it('does not call a plateau whose layers below hold several groups one that begins with one', async () => {
  const split = grid((width) => 0.3 * Math.min(width, 100), 0.002)
  const { verdict, reason } = (await judge(split))['linear-growth']
  expect(verdict).toBe('does not agree')
  expect(reason).toMatch(/at W = 64, below it, 3\.\d+ \(95 % interval .* fewer than 2 groups are asked/)
})

it('judges reports of older versions, which have no findings', async () => {
  const { findings: _, claims: __, ...old } = await reportSweep({ ...settings, runs: grid(plateau, 0.002) })
  // Nor had their fits p-values, their widths the ends of intervals, or their exponents a verdict.
  const series = old.series.map(({ interval: ____, ...one }) => {
    const { growth: _g, pPower: _p, pPlateau: _q, power: _r, strays: _s, ...fit } = one.fit!
    const widths = one.widths.map(({ groupsLow: _l, groupsHigh: _h, wStarLow: _a, wStarHigh: _b, ...width }) => ({ ...width, groupsCi95: 1 }))
    return { ...one, fit, widths }
  }) // prettier-ignore
  expect(judgeClaims({ ...old, series }).map(({ verdict }) => verdict)).toEqual([
    'agrees',
    'agrees',
    'agrees',
    'cannot tell',
    'cannot tell',
    'cannot tell',
    'cannot tell',
  ])
})
