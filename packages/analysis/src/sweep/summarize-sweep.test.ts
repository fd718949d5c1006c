import { describe, expect, it } from 'vitest'
import { summarizeCurve } from '../statistics/summarize.ts'
import { fitPlateau, fitPowerLaw, residualOfCritical, residualOfLevel } from './laws/plateau-law.ts'
import { openRandom } from '../statistics/random-values.ts'
import { describeIntervals } from './laws/describe-intervals.ts'
import { poolSeeds, sizeOfWidth } from './laws/pool-seeds.ts'
import type { RunAnalysis } from './sweep-report.ts'
import { summarizeSweep } from './summarize-sweep.ts'

const widths = [16, 32, 64, 128, 256, 512, 1024]
const provenance = { backend: 'none', device: 'none', draws: 2, seed: 0 }

/** Returns a run whose R² crosses 0.99 exactly at w*. */
function run(width: number, seed: number, wStar: number, weightDecay = 0.002): RunAnalysis {
  const sizes = [1, wStar, width].filter((size) => size <= width)
  const draws = sizes.map((size) => (size === 1 ? [0.1, 0.1] : size === wStar ? [0.99, 0.99] : [1, 1]))
  const curve = summarizeCurve('r2', 'R²', draws)
  return {
    name: `w${width}-s${seed}`,
    width,
    seed,
    weightDecay,
    testError: 0.03,
    trainError: 0,
    interpolationEpoch: 10,
    wStar,
    low: wStar,
    high: wStar,
    groups: width / wStar,
    sizes,
    r2: curve,
    residualCorrelation: curve,
    residualCorrelationAllPairs: curve,
    noiseFloor: 0.008,
    testErrorOfChunks: curve,
    crossing: { sizes, r2: draws },
  }
}

const means = (law: (width: number) => number) =>
  widths.map((width) => ({ x: Math.log(width), y: Math.log(law(width)), n: 2 }))

describe('laws of w* against width', () => {
  it.each([
    [0.9, 50],
    [1, 64],
    [0.5, 8.1],
    [0.97, 700],
  ])('recovers a plateau of share %d and level %d', (share, level) => {
    const fit = fitPlateau(means((w) => Math.min(share * w, level)))
    expect(Math.exp(fit.level)).toBeCloseTo(level, 6)
    expect(Math.exp(fit.critical)).toBeCloseTo(level / share, 6)
    expect(fit.residual).toBeLessThan(1e-20)
  })
  it('recovers a power law', () => {
    const fit = fitPowerLaw(means((w) => 0.8 * w ** 0.9))
    expect(fit.exponent).toBeCloseTo(0.9, 9)
    expect(Math.exp(fit.intercept)).toBeCloseTo(0.8, 9)
  })
  it('finds the plateau of least misfit', () => {
    const random = openRandom(1, 'test')
    for (let i = 0; i < 200; i++) {
      const drawn = means((w) => Math.min(0.9 * w, 60) * Math.exp(0.3 * random.normal()))
      const { level, critical, residual } = fitPlateau(drawn)
      expect(residualOfLevel(drawn, level)).toBeCloseTo(residual, 9)
      expect(residualOfCritical(drawn, critical)).toBeCloseTo(residual, 9)
      for (let value = 1; value < 7; value += 0.1) {
        expect(residualOfCritical(drawn, value)).toBeGreaterThanOrEqual(residual - 1e-9)
        expect(residualOfLevel(drawn, value)).toBeGreaterThanOrEqual(residual - 1e-9)
      }
    }
  })
})

describe('pooled seeds', () => {
  it('have the spread of all widths, with the degrees of freedom of all', () => {
    const runs = [16, 64, 256].flatMap((width) => [0, 1].map((seed) => run(width, seed, 10 * Math.exp(0.1 * seed)))) // prettier-ignore
    const pooled = poolSeeds(runs)
    expect(pooled).toMatchObject({ freedom: 3, within: { freedom: 3 } })
    expect(pooled.variance).toBeCloseTo(0.1 ** 2 / 2, 12)
    const { value, low, high } = sizeOfWidth(pooled, 64)
    expect(value).toBeCloseTo(10 * Math.exp(0.05), 9)
    // t of 3 degrees of freedom times 0.1 / √2 / √2.
    expect(Math.log(high! / value!)).toBeCloseTo(3.182446 * 0.05, 6)
    expect(Math.log(value! / low!)).toBeCloseTo(3.182446 * 0.05, 6)
  })
  it('are never taken to be nearer to each other than draws allow', () => {
    const runs = [16, 64, 256].flatMap((width) => [0, 1].map((seed) => ({ ...run(width, seed, 10), low: 9, high: 11 }))) // prettier-ignore
    const pooled = poolSeeds(runs)
    expect(pooled.freedom).toBe(Infinity)
    expect(Math.sqrt(pooled.variance)).toBeCloseTo(Math.log(11 / 9) / (2 * 1.959964), 6)
  })
  it('of one seed have an interval over draws, which says so', () => {
    const pooled = poolSeeds(widths.map((width) => run(width, 0, 10)))
    expect(describeIntervals(pooled)).toBe('over draws of one seed')
  })
})

describe('summarizeSweep', () => {
  it('finds the critical width and the slope of groups above it', () => {
    const runs = [0, 1].flatMap((seed) => widths.map((w) => run(w, seed, Math.min(w, 50 + seed))))
    const [series] = summarizeSweep('test', runs, 0.99, provenance).series
    expect(series.fit!.supported).toBe(true)
    expect(series.fit!.criticalWidth.value).toBeCloseTo(50.5, 0)
    expect(series.fit!.slope.value).toBeCloseTo(1 / 50.5, 3)
    expect(series.fit!.growth!.value).toBeCloseTo(1, 2)
    expect(series.fit!.linearity).toBeGreaterThan(0.99)
    expect(series.fit!.criticalWidth.low!).toBeLessThanOrEqual(series.fit!.criticalWidth.value!)
    expect(series.sentence).toMatch(/one group up to a critical width of/)
  })

  it('says so when the data do not support a plateau', () => {
    const runs = widths.map((w) => run(w, 0, 0.8 * w ** 0.9, 0))
    const [series] = summarizeSweep('test', runs, 0.99, provenance).series
    expect(series.fit!.supported).toBe(false)
    expect(series.sentence).toMatch(/do not support a plateau/)
  })

  it('looks for a plateau from four widths on', () => {
    const runs = widths.slice(0, 3).map((w) => run(w, 0, w))
    expect(summarizeSweep('test', runs, 0.99, provenance).series[0].fit).toBeNull()
  })

  it('says of one seed what its intervals are over', () => {
    const [series] = summarizeSweep('test', widths.map((w) => run(w, 0, Math.min(w, 50))), 0.99, provenance).series // prettier-ignore
    expect(series.interval).toBe('over draws of one seed')
    expect(series.sentence).toMatch(/critical width of 5\d(\.\d+)? \(95 % interval over draws of one seed/)
  })

  it('has one number of groups: W / w* of the same w*, with the same interval', () => {
    const runs = [0, 1].flatMap((seed) =>
      widths.map((w) => run(w, seed, Math.min(w, 50) * (1 + 0.02 * seed))),
    )
    const [series] = summarizeSweep('test', runs, 0.99, provenance).series
    for (const { width, wStar, wStarLow, wStarHigh, groups, groupsLow, groupsHigh } of series.widths) {
      expect(groups).toBeCloseTo(width / wStar!, 12)
      expect(groupsLow).toBeCloseTo(width / wStarHigh!, 12)
      expect(groupsHigh).toBeCloseTo(width / wStarLow!, 12)
    }
    expect(series.fit!.slope.value).toBeCloseTo(1 / series.fit!.plateau.value!, 12)
  })

  it('separates weight decays, and names runs without a crossing', () => {
    const runs = [
      ...widths.map((w) => run(w, 0, Math.min(w, 50))),
      { ...run(64, 0, 64, 0), wStar: null, groups: null },
    ]
    const report = summarizeSweep('test', runs, 0.99, provenance)
    expect(report.series.map((series) => series.weightDecay)).toEqual([0.002, 0])
    expect(report.warnings.join()).toMatch(/w64-s0: no chunk reaches R² 0.99/)
  })
})
