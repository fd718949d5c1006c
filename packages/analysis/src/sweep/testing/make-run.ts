import { summarizeCurve } from '../../statistics/summarize.ts'
import type { RunAnalysis } from '../sweep-report.ts'

export interface RunPlan {
  readonly width: number
  readonly seed?: number
  readonly wStar?: number | null
  readonly weightDecay?: number
  /** Limit of the error of chunks for large chunks. */
  readonly asymptote?: number
  readonly change?: Partial<RunAnalysis>
}

/**
 * Returns a run whose layer holds width / w* groups: R² crosses 0.99 at w*, the residual correlation of chunks of w is
 * the floor times 1 + (w* / w)² and that of independent noise times little more than 1, and their error is an asymptote + 0.4 · w^(−1/2), in two draws and up to a factor per
 * draw and seed.
 */
export function makeRun({
  width,
  seed = 0,
  wStar = Math.min(width, 50),
  weightDecay = 0.002,
  asymptote = 0.03,
  change,
}: RunPlan): RunAnalysis {
  // prettier-ignore
  const sizes = Array.from({ length: Math.floor(Math.log2(width)) + 1 }, (_, i) => 2 ** i)
  const near = wStar ?? width
  const curve = (id: string, of: (size: number) => number) =>
    summarizeCurve(id, id, sizes.map((size) => [0.999, 1.001].map((factor) => factor * (1 + 0.002 * seed) * of(size)))) // prettier-ignore
  const crossing = [1, near, width]
  return {
    name: `w${width}-s${seed}-wd${weightDecay}`,
    width,
    seed,
    weightDecay,
    testError: asymptote + 0.4 * width ** -0.5,
    trainError: 0,
    interpolationEpoch: 10 + seed,
    epoch: 40,
    wStar,
    low: wStar && 0.98 * wStar,
    high: wStar && 1.02 * wStar,
    groups: wStar && width / wStar,
    sizes,
    r2: curve('r2', (size) => 1 - 0.01 * Math.min(90, near / size)),
    residualCorrelation: curve('residualCorrelation', (size) => 0.008 * (1 + (near / size) ** 2)),
    residualCorrelationAllPairs: curve('all', (size) => 0.008 * (1 - size / width) ** 2),
    noiseFloor: 0.008,
    noiseRatio: curve('ratio', (size) => 1 + (near / width) ** 2 + 0.1 * (near / size)),
    testErrorOfChunks: curve('testError', (size) => asymptote + 0.4 * size ** -0.5),
    crossing: {
      sizes: crossing,
      r2: crossing.map((size) => [0, 0].map(() => (size === 1 ? 0.1 : size === near ? 0.99 : 1))),
    },
    ...change,
  }
}
