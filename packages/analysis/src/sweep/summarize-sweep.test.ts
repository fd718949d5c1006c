import { describe, expect, it } from 'vitest'
import { summarizeCurve } from '../statistics/summarize.ts'
import { fitPlateau, fitPowerLaw } from './fit-plateau.ts'
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

describe('laws of w* against width', () => {
  it('recovers a plateau', () => {
    const fit = fitPlateau(widths, widths.map((w) => Math.min(0.9 * w, 50)))! // prettier-ignore
    expect(fit.share).toBeCloseTo(0.9, 9)
    expect(fit.level).toBeCloseTo(50, 9)
    expect(fit.residual).toBeLessThan(1e-20)
  })
  it('recovers a power law', () => {
    const fit = fitPowerLaw(widths, widths.map((w) => 0.8 * w ** 0.9))! // prettier-ignore
    expect(fit.exponent).toBeCloseTo(0.9, 9)
    expect(fit.factor).toBeCloseTo(0.8, 9)
  })
})

describe('summarizeSweep', () => {
  it('finds the critical width and the slope of groups above it', () => {
    const runs = [0, 1].flatMap((seed) => widths.map((w) => run(w, seed, Math.min(w, 50 + seed))))
    const [series] = summarizeSweep('test', runs, 0.99, provenance).series
    expect(series.fit!.supported).toBe(true)
    expect(series.fit!.criticalWidth.value).toBeCloseTo(50.5, 0)
    expect(series.fit!.slope.value).toBeCloseTo(1 / 50.5, 3)
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

  it('returns the decay law of a width if enough of its chunk sizes lie above w*', () => {
    const sizes = [16, 32, 64, 128, 256]
    const errors = summarizeCurve('testError', 'test error', sizes.map((w) => [0.03 + 0.4 * w ** -0.5])) // prettier-ignore
    const runs = [run(16, 0, 16), { ...run(256, 0, 16), sizes, testErrorOfChunks: errors }]
    const [narrow, wide] = summarizeSweep('test', runs, 0.99, provenance).series[0].widths
    expect(narrow.decay).toBeNull()
    expect(wide.decay!.exponent.value).toBeCloseTo(0.5, 1)
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
