import { choleskyTolerant, type Gram, solveTriangular } from '@mitoscope/tensor/compute'
import type { Readout } from '../representation/representation.ts'
import type { Context } from './context.ts'
import { refitReadouts } from './refit-readout.ts'
import { RIDGE } from './residual-draws.ts'

/** Selection of the groups that are kept, and how. Groups are counted from 1. */
export interface Choice {
  /** Ascending; one that is named m times counts m times. */
  readonly groups: readonly number[]
  readonly readout: 'ORIGINAL' | 'RESCALED' | 'REFIT'
  /** A kept group whose activations are taken from another one; that one need not be kept. */
  readonly swap: { readonly replaced: number; readonly by: number } | null
}

/** Neurons that are kept, and the readout that they feed: over all neurons of the layer, zero for the others. */
export interface Selection {
  readonly neurons: Int32Array
  readonly readout: Readout
  /** R² on test rows of the linear map that replaces a group; null without variance. */
  readonly mapR2?: number | null
}

/** The kept neurons with their readout. Groups are counted from 1 among the chunks, which are disjoint. */
export async function selectGroups(
  context: Context,
  chunks: readonly Int32Array[],
  { groups, readout: kind, swap }: Choice,
): Promise<Selection> {
  const { width } = context.representation
  const original = context.representation.readout!
  const { classes } = original
  const times = chunks.map((_, g) => groups.filter((each) => each === g + 1).length)
  const used = chunks.filter((_, g) => (times[g] > 0 && g + 1 !== swap?.replaced) || g + 1 === swap?.by)
  const neurons = Int32Array.from(used.flatMap((chunk) => [...chunk]))
  if (kind === 'REFIT') {
    const order = new Int32Array(width)
    order.set(neurons)
    if (neurons.length === 0) return { neurons, readout: silent(width, original) }
    const readouts = await refitReadouts(context, order, 1, [neurons.length])
    return { neurons, readout: readouts(neurons.length, 0) }
  }
  const counted = chunks.reduce((sum, chunk, g) => sum + times[g] * chunk.length, 0)
  const scale = kind === 'RESCALED' && counted > 0 ? width / counted : 1
  const weight = new Float64Array(classes * width)
  const bias = Float64Array.from(original.bias)
  const map = swap && (await mapGroup(context, chunks[swap.by - 1], chunks[swap.replaced - 1]))
  for (const [g, chunk] of chunks.entries()) {
    const factor = times[g] * scale
    if (factor === 0) continue
    const isReplaced = map !== null && g + 1 === swap?.replaced
    for (let c = 0; c < classes; c++) {
      for (const [j, neuron] of chunk.entries()) {
        const own = factor * original.weight[c * width + neuron]
        if (!isReplaced) weight[c * width + neuron] += own
        else {
          bias[c] += own * map.intercept[j]
          for (const [i, standIn] of map.from.entries())
            weight[c * width + standIn] += own * map.coefficients[i * chunk.length + j]
        }
      }
    }
  }
  return { neurons, readout: { classes, weight, bias }, mapR2: map?.r2 }
}

/** Returns a readout with zero weights, whose network predicts from the biases alone. */
function silent(width: number, { classes, bias }: Readout): Readout {
  return { classes, weight: new Float64Array(classes * width), bias }
}

/** A linear map between two groups: X_to ≈ X_from · coefficients + intercept. */
interface GroupMap {
  readonly from: Int32Array
  /** [from, to], row-major. */
  readonly coefficients: Float64Array
  readonly intercept: Float64Array
  /** Share of the variance of the test rows that it explains, over all neurons of `to`; null where they have none. */
  readonly r2: number | null
}

/** Ridge regression of one group's activations on another's: on the training rows where there are any, else on test. */
async function mapGroup(context: Context, from: Int32Array, to: Int32Array): Promise<GroupMap> {
  const judged = await context.gram('test')
  const fit = context.representation.train ? await context.gram('train') : judged
  const [n, m] = [from.length, to.length]
  const inner = pick(fit, from, from)
  for (let i = 0; i < n; i++) inner[i * (n + 1)] += RIDGE
  const { factor } = choleskyTolerant(inner, n)
  const half = solveTriangular(factor, n, pick(fit, from, to), m)
  const coefficients = solveTriangular(factor, n, half, m, { transpose: true })
  const intercept = Float64Array.from(to, (neuron) => fit.mean[neuron])
  // What the map's intercept misses on average over the test rows.
  const offset = Float64Array.from(to, (neuron) => judged.mean[neuron] - fit.mean[neuron])
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const slope = coefficients[i * m + j]
      intercept[j] -= slope * fit.mean[from[i]]
      offset[j] -= slope * (judged.mean[from[i]] - fit.mean[from[i]])
    }
  }
  return { from, coefficients, intercept, r2: explained(judged, from, to, coefficients, offset) }
}

/** 1 − Σ SSres / SStot with SSres_j = G_jj − 2 βᵀ G_Sj + βᵀ G_SS β + N δ². */
function explained(
  gram: Gram,
  from: Int32Array,
  to: Int32Array,
  coefficients: Float64Array,
  offset: Float64Array,
): number | null {
  const [n, m] = [from.length, to.length]
  const inner = pick(gram, from, from)
  const cross = pick(gram, from, to)
  let [left, total] = [0, 0]
  for (let j = 0; j < m; j++) {
    const variance = gram.values[to[j] * (gram.width + 1)]
    total += variance
    left += variance + gram.rows * offset[j] ** 2
    for (let i = 0; i < n; i++) {
      let sum = -2 * cross[i * m + j]
      for (let k = 0; k < n; k++) sum += inner[i * n + k] * coefficients[k * m + j]
      left += coefficients[i * m + j] * sum
    }
  }
  return total > 0 ? 1 - left / total : null
}

/** Entries of a Gram by rows and columns, row-major. */
function pick({ width, values }: Gram, rows: Int32Array, columns: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length * columns.length)
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j < columns.length; j++)
      picked[i * columns.length + j] = values[rows[i] * width + columns[j]]
  return picked
}
