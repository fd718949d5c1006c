import { expect, test } from 'vitest'
import { residualCorrelation } from '../../claims/residual-correlation.ts'
import { Context } from '../../computations/context.ts'
import { openTestBackend } from '../../computations/testing/open-context.ts'
import { residualFloor, noiseFloor } from '../../statistics/noise-floor.ts'
import type { CurvesShape } from '../../shapes/curves.ts'
import { sampleGram, simulateCovariance } from '../../simulation/simulate-layer.ts'
import type { SweepReport, SweepSeries } from '../../sweep/sweep-report.ts'
import { makeRun } from '../../sweep/testing/make-run.ts'
import { makeLayer } from '../../computations/testing/make-layer.ts'
import { independentNoise } from './independent-noise.ts'
import { readOptions } from '../option.ts'

const width = 128

/** Runs the measure on normal rows of a covariance; the rows themselves need not be drawn. */
async function measure(covariance: Float64Array, rows: number, given = {}, seed = rows) {
  const representation = await makeLayer({ width, rows: 8, rank: 1, noise: 1 })
  const context = new Context(representation, await openTestBackend(), { seed: 0 })
  const values = context.reachable(sampleGram(covariance, width, rows, seed))
  context.gram = () =>
    Promise.resolve({ values, mean: new Float64Array(width), width, rows, resolution: 1e-15 })
  const options = readOptions(independentNoise.options, { draws: 8, ...given })
  const { result } = await independentNoise.run(context, options)
  const { sizes, curves, floors } = result as CurvesShape
  const at = (id: string, size: number) => curves.find((curve) => curve.id === id)!.mean[sizes.indexOf(size)]!
  const ratio = curves.find(({ id }) => id === 'ratio')!
  return { at, sizes, ratio, floor: (size: number) => floors[0].values[sizes.indexOf(size)] }
}

test('independent noise gives a ratio of 1 at every size and number of rows, far above the floor', async () => {
  const covariance = simulateCovariance({ width, signals: 12, noise: 0.5, seed: 2 })
  for (const rows of [1000, 10_000, 60_000]) {
    const { at, floor } = await measure(covariance, rows)
    for (const size of [16, 32, 64]) {
      expect(Math.abs(at('ratio', size) - 1)).toBeLessThan(rows === 1000 ? 0.05 : 0.02)
      expect(floor(size)).toBeCloseTo(1 / Math.sqrt(rows - size - 1), 12)
    }
    if (rows === 60_000) expect(at('residual', 64)).toBeGreaterThan(4 * floor(64))
  }
})

test('signals beyond those that are allowed count as shared noise, by as much at every number of rows', async () => {
  const covariance = simulateCovariance({ width, signals: 12, noise: 0.5, seed: 2 })
  const ratios = []
  for (const rows of [1000, 10_000, 60_000])
    ratios.push((await measure(covariance, rows, { signals: 6 })).at('ratio', 64))
  for (const ratio of ratios) {
    expect(ratio).toBeGreaterThan(Math.SQRT2)
    expect(Math.abs(ratio / ratios[2] - 1)).toBeLessThan(0.1)
  }
})

test.each([1000, 10_000, 60_000])(
  'noise that blocks of four neurons share is no signal, by %i rows',
  async (rows) => {
    const pairs = Array.from(
      { length: width / 4 },
      (_, block) =>
    [[1, 0], [2, 0], [2, 1], [3, 0], [3, 1], [3, 2]].map(([a, b]) => [4 * block + a, 4 * block + b] as const), // prettier-ignore
    ).flat()
    const plan = { width, signals: 6, noise: 0.08, seed: 4 }
    const blocks = await measure(simulateCovariance({ ...plan, pairs, correlation: 0.5 }), rows)
    expect(blocks.at('ratio', 64)).toBeGreaterThan(Math.SQRT2)
    // As factors, all blocks explain their correlations.
    const allowed = await measure(simulateCovariance({ ...plan, pairs, correlation: 0.5 }), rows, {
      signals: 40,
    })
    expect(allowed.at('ratio', 64)).toBeLessThan(1.25)
    const alone = await measure(simulateCovariance(plan), rows)
    expect(alone.at('ratio', 64)).toBeLessThan(1.1)
  },
)

test.each([
  ['agrees', {}],
  ['does not agree', { signals: 6 }],
] as const)('the verdict on the claim is the same at every number of rows: %s', async (verdict, given) => {
  const covariance = simulateCovariance({ width, signals: 12, noise: 0.5, seed: 2 })
  for (const rows of [1000, 10_000, 60_000]) {
    const runs = []
    for (const seed of [1, 2, 3]) {
      const { sizes, ratio } = await measure(covariance, rows, given, 100 * rows + seed)
      runs.push(makeRun({ width, seed, wStar: 40, change: { sizes, noiseRatio: ratio } }))
    }
    const series = { runs, widths: [{ width, wStar: 40 }] } as unknown as SweepSeries
    const judged = residualCorrelation.judge(series, {} as SweepReport)
    expect(judged.verdict, `${rows} rows: ${judged.reason}`).toBe(verdict)
  }
})

test('uncorrelated residuals lie at the floor of their degrees of freedom', async () => {
  // N = 300 rows less w = 256 regressors and a mean leave 43.
  expect(residualFloor(noiseFloor(300), 256)).toBeCloseTo(Math.sqrt(2 / (Math.PI * 43)), 12)
  expect(residualFloor(noiseFloor(300), 299)).toBeNaN()
  const none = new Float64Array(width * width).map((_, i) => Number(i % (width + 1) === 0))
  const { at, floor } = await measure(none, 300, { signals: 0 })
  for (const size of [16, 64]) expect(at('residual', size) / floor(size)).toBeCloseTo(1, 1)
})
