import type { AnalysisInput, MeasureInput } from '../input/analysis-input.ts'
import { makeCurve } from './make-curve.ts'
import { normal } from './random.ts'

const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
const WIDTH = 1024
const W_STAR = 56

/** Returns an analysis of a layer of 1024 neurons, similar to that of the default sweep. */
export function makeAnalysis({ draws = 40, sizes = SIZES } = {}): AnalysisInput {
  const random = normal(7)
  const perSize = (value: (size: number) => number | null, spread: number) =>
    sizes.map((size) => Array.from({ length: draws }, () => {
      const mean = value(size)
      return mean === null ? null : mean * Math.exp((size === WIDTH ? 0 : spread) * random())
    })) // prettier-ignore
  const unexplained = (size: number) => (size >= WIDTH ? 0 : 0.01 * Math.min(90, (W_STAR / size) ** 1.7))
  const r2 = (values: (number | null)[][]) => values.map((row) => row.map((value) => 1 - value!))
  const measure = (
    id: string,
    title: string,
    result: MeasureInput['result'],
    options = {},
  ): MeasureInput => ({
    measure: id,
    title,
    options,
    result,
    provenance: { draws },
  })
  const count = Math.floor(WIDTH / W_STAR)
  const neurons = Array.from({ length: 120 }, (_, i) => 3 * i)
  const scalar = (id: string, label: string, value: number | null, low: number | null = null, high: number | null = null) => ({ id, label, value, low, high }) // prettier-ignore
  const excess = (size: number) => 0.033 + 0.09 * size ** -0.54
  const symmetric = (n: number, value: (a: number, b: number) => number | null) => {
    const out = new Array<number | null>(n * n).fill(null)
    for (let a = 0; a < n; a++) for (let b = 0; b <= a; b++) out[a * n + b] = out[b * n + a] = value(a, b)
    return out
  }
  const rho = symmetric(neurons.length, (a, b) => (a === b ? 1 : (a < 12 ? 0.05 : 0.012) * random()))
  const pairs = []
  for (let a = 0; a < neurons.length; a++) {
    for (let b = 0; b < a; b++) {
      if (Math.abs(rho[a * neurons.length + b]!) > 0.04) pairs.push({ a: neurons[a], b: neurons[b] })
    }
  }
  const floor = 0.008
  return {
    width: WIDTH,
    noiseFloor: floor,
    rows: { test: 10_000 },
    measures: [
      measure('chunk-error', 'Error and loss of random chunks', {
        shape: 'curves',
        sizes,
        curves: [
          makeCurve('testError', 'test error', perSize((w) => 0.033 + 0.85 * Math.exp(-((w / 3) ** 0.6)), 0.08)),
          makeCurve('testLoss', 'test loss', perSize((w) => 0.2 + 2 / w, 0.1)),
          makeCurve('trainError', 'train error', perSize((w) => (w >= 256 ? 0 : 0.85 * Math.exp(-((w / 3) ** 0.6))), 0.15)),
        ],
        floors: [],
      }, { readout: 'ORIGINAL' }), // prettier-ignore
      measure('reconstruction', 'Reconstruction of the layer from chunks', {
        shape: 'curves',
        sizes,
        curves: [
          makeCurve('r2', 'R², in-sample', r2(perSize(unexplained, 0.06))),
          makeCurve('heldOutR2', 'R², held-out', r2(perSize((w) => 1.15 * unexplained(w), 0.06))),
        ],
        floors: [{ id: 'trivialR2', label: 'R² of pure noise, w / W', values: sizes.map((w) => w / WIDTH) }],
      }), // prettier-ignore
      measure('residual-correlation', 'Correlation of what chunks leave unexplained', {
        shape: 'curves',
        sizes,
        curves: [
          makeCurve('residualCorrelationOutsideChunk', 'mean |ρ|, pairs outside the chunk', perSize((w) => (w === WIDTH ? null : floor * 1.02 + 0.4 / w), 0.04)),
          makeCurve('residualCorrelationAllPairs', 'mean |ρ|, all pairs', perSize((w) => (floor + 0.4 / w) * (1 - w / WIDTH) ** 2, 0.04)),
        ],
        floors: [{ id: 'noiseFloor', label: 'independent residuals', values: sizes.map(() => floor) }],
      }), // prettier-ignore
      measure('critical-width', 'Critical chunk size and number of groups', {
        shape: 'scalars',
        scalars: [scalar('criticalSize', 'w*', W_STAR, 54.2, 58.1), scalar('groups', 'groups W / w*', 18.3, 17.6, 18.9)],
      }, { threshold: 0.99 }), // prettier-ignore
      measure('decay-law', 'Decay of the error with chunk size', {
        shape: 'fit',
        parameters: [scalar('exponent', 'exponent b', 0.54, 0.47, 0.61), scalar('asymptote', 'error_∞, a fitted asymptote', 0.033)],
        points: sizes.map((x) => ({ x, y: x < 40 ? 0.033 + 0.85 * Math.exp(-((x / 3) ** 0.6)) : excess(x) * 1.002, used: x >= W_STAR })),
        line: sizes.map((x) => ({ x, y: excess(x) })),
        verdict: 'The excess error falls as w^−0.54 (95 % interval 0.47 to 0.61), compatible with the exponent 1/2 of independent groups.',
      }), // prettier-ignore
      measure('chunk-to-chunk', 'Maps between disjoint chunks', {
        shape: 'curves',
        sizes: sizes.slice(0, -1),
        curves: [
          makeCurve('chunkToChunkR2', 'R² between chunks', r2(perSize((w) => unexplained(w) * 1.1, 0.06)).slice(0, -1)),
          makeCurve('chunkToChunkCorrelation', 'mean |ρ| of residuals', perSize((w) => (w < 2 ? null : floor + 0.5 / w), 0.05).slice(0, -1)),
        ],
        floors: [],
      }), // prettier-ignore
      measure('groups', 'Partition of the layer into groups', {
        shape: 'partition',
        groups: Array.from({ length: count }, () => ({ neurons: [1, 2, 3] })),
        between: symmetric(count, (a, b) => (a === b ? null : floor * (1.05 + 0.05 * random()))),
        summary: [scalar('groups', 'groups', count), scalar('size', 'neurons per group', W_STAR), scalar('meanR2', 'mean R²', 0.9903)],
      }), // prettier-ignore
      measure('residual-pairs', 'Pairs of neurons that share residual noise', {
        shape: 'matrix',
        labels: neurons,
        values: rho,
        pairs,
        summary: [scalar('size', 'neurons in the chunk', W_STAR), scalar('tested', 'pairs tested', 468_028), scalar('significant', 'pairs that share noise', pairs.length)],
      }), // prettier-ignore
    ],
  }
}
