import { choleskyTolerant, solveTriangular, type Gram } from '@mitoscope/tensor/compute'
import type { Context } from './context.ts'
import { RIDGE } from './residual-draws.ts'

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
export async function mapGroup(context: Context, from: Int32Array, to: Int32Array): Promise<GroupMap> {
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
