import type { DecayInput, RunInput, SeriesInput, SweepInput } from '../input/sweep-input.ts'
import { makeCurve } from './make-curve.ts'
import { normal } from './random.ts'

const W_STAR: Record<number, number> = { 16: 16, 32: 28, 64: 41, 128: 52, 256: 53, 512: 50, 1024: 56 }
const TEST_ERROR: Record<number, number> = {
  16: 0.061,
  32: 0.043,
  64: 0.038,
  128: 0.035,
  256: 0.035,
  512: 0.034,
  1024: 0.033,
}
const TRAIN_ERROR: Record<number, number> = { 16: 0.0073, 32: 0.0004 }

/** Returns a sweep similar to the default one, with groups at weight decay 0.002 and none without weight decay. */
export function makeSweep({
  seeds = 3,
  widths = Object.keys(W_STAR).map(Number),
  decays = [0.002, 0],
} = {}): SweepInput {
  const random = normal(11)
  const makeRun = (width: number, decay: number): RunInput => {
    const jitter = (spread: number) => Math.exp(spread * random())
    const typical = decay ? (W_STAR[width] ?? 50) : width * 0.93
    const wStar = Math.min(width, typical * jitter(0.04))
    const sizes = Array.from({ length: Math.floor(Math.log2(width)) + 1 }, (_, i) => 2 ** i)
    const unexplained = (w: number) =>
      w >= width ? 0 : 0.01 * Math.min(90, (wStar / w) ** (decay ? 1.7 : 0.9))
    const draws = (value: (w: number) => number | null) => sizes.map((w) => [0, 1, 2].map(() => value(w)))
    const floor = 0.008
    return {
      width,
      testError: TEST_ERROR[width] * jitter(0.02),
      trainError: TRAIN_ERROR[width] ?? 0,
      wStar,
      low: wStar * 0.97,
      high: Math.min(width, wStar * 1.03),
      groups: width / wStar,
      sizes,
      r2: makeCurve('r2', 'R²', draws((w) => 1 - unexplained(w) * jitter(0.03))),
      residualCorrelation: makeCurve('residualCorrelationOutsideChunk', 'mean |ρ|', draws((w) => (w >= width - 1 ? null : (floor + (decay ? 0.3 : 0.8) / w) * jitter(0.03)))),
      residualCorrelationAllPairs: makeCurve('residualCorrelationAllPairs', 'mean |ρ|, all pairs', draws((w) => (floor + (decay ? 0.3 : 0.8) / w) * (1 - w / width) ** 2)),
      noiseFloor: floor,
      testErrorOfChunks: makeCurve('testError', 'test error', draws((w) => (0.033 + 0.85 * Math.exp(-((w / 3) ** 0.6))) * jitter(0.02))),
    } // prettier-ignore
  }
  const series = decays.map((weightDecay): SeriesInput => {
    const runs = widths.flatMap((width) => Array.from({ length: seeds }, () => makeRun(width, weightDecay)))
    const mean = (width: number, of: (run: RunInput) => number) => {
      const values = runs.filter((run) => run.width === width).map(of)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    const scalar = (id: string, value: number, low: number, high: number) => ({
      id,
      label: id,
      value,
      low,
      high,
    })
    return {
      weightDecay,
      runs,
      widths: widths.map((width) => ({
        width,
        wStar: mean(width, (run) => run.wStar!),
        groups: mean(width, (run) => run.groups!),
        groupsLow: mean(width, (run) => run.groups!) / 1.07,
        groupsHigh: mean(width, (run) => run.groups!) * 1.07,
        wStarLow: mean(width, (run) => run.wStar!) / 1.07,
        wStarHigh: mean(width, (run) => run.wStar!) * 1.07,
        testError: mean(width, (run) => run.testError),
        trainError: mean(width, (run) => run.trainError),
        decay: weightDecay ? makeDecay(width) : null,
        decayToEnsemble: weightDecay ? ofEnsemble(makeDecay(width)) : null,
      })),
      fit:
        widths.length < 4
          ? null
          : {
              criticalWidth: scalar(
                'criticalWidth',
                weightDecay ? 51.3 : 700,
                weightDecay ? 43 : 300,
                weightDecay ? 62 : 1024,
              ),
              plateau: scalar(
                'plateau',
                weightDecay ? 52.4 : 700,
                weightDecay ? 50.1 : 400,
                weightDecay ? 54.5 : 900,
              ),
              supported: weightDecay > 0,
            },
      sentence: 'made up',
    }
  })
  return { title: 'MNIST 10k, two hidden layers', threshold: 0.99, series, provenance: { draws: 40 } }
}

/** Returns the law above the error of an ensemble. */
function ofEnsemble(law: DecayInput | null): DecayInput | null {
  const label = 'error_∞, of the summed logits of 20 networks of 1024 neurons'
  return law && { ...law, asymptote: { ...law.asymptote, label } }
}

/** Returns the law 0.0305 + 0.09 · w^(−0.54) from w* on; null for fewer than three sizes above w*. */
function makeDecay(width: number): DecayInput | null {
  const sizes = Array.from({ length: Math.floor(Math.log2(width)) + 1 }, (_, i) => 2 ** i)
  const from = W_STAR[width] ?? 50
  if (sizes.filter((size) => size >= from).length < 3) return null
  const points = sizes.map((size) => {
    const excess = size < from ? 0.85 * Math.exp(-((size / 3) ** 0.6)) + 0.003 : 0.09 * size ** -0.54
    return { size, error: 0.0305 + excess, excess, used: size >= from }
  })
  return {
    exponent: { id: 'exponent', label: 'exponent b', value: 0.54, low: 0.47, high: 0.61 },
    asymptote: { id: 'asymptote', label: 'error_∞', value: 0.0305, low: 0.0298, high: 0.0311 },
    factor: 0.09,
    points,
    verdict: 'The excess error falls as w^−0.54 (95 % interval 0.47 to 0.61), compatible with the exponent 1/2 of independent groups.',
  } // prettier-ignore
}
