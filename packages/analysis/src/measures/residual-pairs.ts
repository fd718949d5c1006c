import { choleskyTolerant, solveTriangular, type Gram } from '@mitoscope/tensor/compute'
import { warn } from '../computations/context.ts'
import { criticalSize } from '../computations/critical-size.ts'
import { precisionOf } from '../computations/describe-residuals.ts'
import { RECONSTRUCTED, RIDGE } from '../computations/residual-draws.ts'
import { plainScalar } from '../shapes/scalar.ts'
import { correlationPValue, falseDiscoveryThreshold } from '../statistics/false-discovery.ts'
import type { Measure } from './measure.ts'
import { thresholdOption } from './options.ts'

/** Pairs listed: what a reader can take in. */
const MOST_PAIRS = 1000
/** Neurons tested against each other; of a wider layer, the first in the order of the draw. */
const MOST_TESTED = 2048

/** Pairs of neurons that still share noise after a chunk has explained what it can. */
export const residualPairs: Measure = {
  id: 'residual-pairs',
  version: 3,
  title: 'Pairs of neurons that share residual noise',
  summary:
    'Correlation of the residuals of every pair of neurons outside one chunk, tested against independence by Fisher’s ' +
    'transform (N − w − 3 degrees of freedom) with the false discovery rate controlled by Benjamini and Hochberg’s ' +
    'procedure; the limit is the smallest |ρ| that is significant. The matrix shows the neurons with most significant partners.',
  shape: 'matrix',
  role: 'NEURON_PAIRS',
  options: [
    thresholdOption,
    {
      kind: 'integer',
      name: 'size',
      description: 'Chunk size; w* when not given.',
      minimum: 1,
      maximum: 100_000,
      default: null,
    },
    {
      kind: 'integer',
      name: 'draw',
      description: 'Which draw’s chunk.',
      minimum: 0,
      maximum: 99_999,
      default: 0,
    },
    {
      kind: 'number',
      name: 'rate',
      description: 'False discovery rate.',
      minimum: 1e-6,
      maximum: 0.5,
      default: 0.05,
    },
    {
      kind: 'integer',
      name: 'shown',
      description: 'Neurons in the matrix, those with most significant partners first.',
      minimum: 2,
      maximum: 2048,
      default: 256,
    },
  ],
  needs: [],
  async run(context, options) {
    const gram = await context.gram('test')
    const { width } = gram
    const { wStar } = await criticalSize(context, 40, options.threshold as number)
    const size = Math.min(width - 1, (options.size as number | null) ?? Math.ceil(wStar ?? width / 2))
    const draw = options.draw as number
    const draws = context.draws(draw + 1)
    const at = Math.min(draw, draws.count - 1)
    const order = draws.order.subarray(at * width, (at + 1) * width)
    const { neurons, residual } = residualGram(gram, order.subarray(0, size + MOST_TESTED), size)
    const m = neurons.length
    const value = (a: number, b: number) =>
      residual[a * m + b] / Math.sqrt(residual[a * (m + 1)] * residual[b * (m + 1)])
    const p = new Float64Array((m * (m - 1)) / 2)
    for (let a = 1, i = 0; a < m; a++)
      for (let b = 0; b < a; b++) p[i++] = correlationPValue(value(a, b), gram.rows, size)
    const limit = falseDiscoveryThreshold(p, options.rate as number)
    const partners = new Int32Array(m)
    const pairs = []
    for (let a = 1, i = 0; a < m; a++) {
      for (let b = 0; b < a; b++, i++) {
        if (p[i] > limit) continue
        partners[a]++
        partners[b]++
        pairs.push({ a: neurons[a], b: neurons[b], value: value(a, b), p: p[i] })
      }
    }
    const shown = Array.from(partners.keys()).sort((a, b) => partners[b] - partners[a]).slice(0, options.shown as number) // prettier-ignore
    return {
      result: {
        shape: 'matrix',
        labels: shown.map((a) => neurons[a]),
        values: shown.flatMap((a) => shown.map((b) => (a === b ? 1 : value(a, b)))),
        pairs: pairs.sort((x, y) => x.p - y.p).slice(0, MOST_PAIRS),
        summary: [
          plainScalar('size', 'neurons in the chunk', size),
          plainScalar('tested', 'pairs tested', p.length),
          plainScalar('significant', 'pairs that share noise', pairs.length),
          // Every pair has the same degrees of freedom, so that |ρ| alone decides.
          plainScalar('limit', 'smallest |ρ| that is significant', limitOf(pairs)),
          plainScalar('share', 'share of pairs', p.length ? pairs.length / p.length : null),
        ],
      },
      precision: precisionOf(gram.resolution),
      resolution: gram.resolution,
      draws: 1,
      warnings: width - size > MOST_TESTED ? [sampled(width - size)] : [],
    }
  },
}

function limitOf(pairs: readonly { readonly value: number }[]): number | null {
  return pairs.length ? pairs.reduce((least, { value }) => Math.min(least, Math.abs(value)), Infinity) : null
}

function sampled(outside: number) {
  return warn(
    'NEURONS_SAMPLED',
    `Of ${outside} neurons outside the chunk, a random ${MOST_TESTED} were tested in pairs.`,
  )
}

/** D less the ridge's own share, λ BᵀB, over the neurons that the first `size` of the order do not reconstruct, row-major. */
function residualGram(gram: Gram, order: Int32Array, size: number) {
  const { width, values } = gram
  const chunk = order.subarray(0, size)
  const rest = order.subarray(size)
  const inner = new Float64Array(size * size)
  const cross = new Float64Array(size * rest.length)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++)
      inner[i * size + j] = values[chunk[i] * width + chunk[j]] + (i === j ? RIDGE : 0)
    for (let j = 0; j < rest.length; j++) cross[i * rest.length + j] = values[chunk[i] * width + rest[j]]
  }
  const { factor } = choleskyTolerant(inner, size)
  const y = solveTriangular(factor, size, cross, rest.length)
  const coefficients = solveTriangular(factor, size, y, rest.length, { transpose: true })
  const left = Array.from(rest, (neuron, j) => {
    let variance = values[neuron * (width + 1)]
    for (let k = 0, at = j; k < size; k++, at += rest.length)
      variance -= y[at] ** 2 + RIDGE * coefficients[at] ** 2
    return variance
  })
  const kept = Array.from(rest.keys()).filter((j) => left[j] > RECONSTRUCTED * values[rest[j] * (width + 1)])
  const m = kept.length
  const residual = new Float64Array(m * m)
  for (let a = 0; a < m; a++) {
    const row = residual.subarray(a * m, (a + 1) * m)
    for (let b = 0; b < m; b++) row[b] = values[rest[kept[a]] * width + rest[kept[b]]]
    for (let k = 0; k < size; k++) {
      const from = k * rest.length
      const [own, share] = [y[from + kept[a]], RIDGE * coefficients[from + kept[a]]]
      for (let b = 0; b < m; b++) row[b] -= own * y[from + kept[b]] + share * coefficients[from + kept[b]]
    }
  }
  return { neurons: kept.map((j) => rest[j]), residual }
}
