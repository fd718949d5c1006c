import { type Algebra, transpose } from '@mitoscope/tensor/compute'
import type { FactorFit } from './fit-factors.ts'

/** Share of a signal's variance that a chunk leaves unexplained, on average, from which on the chunk does not carry the signal. */
const MOST_LEFT = 0.5

/**
 * Returns the model with those signals only that chunks carry. A chunk S tells of the signals z all but (I + Λ_SᵀΨ_S⁻¹Λ_S)⁻¹ of their variance;
 * along an eigenvector of the mean of this matrix over `chunks`, lists of neurons, less than half of the variance must be left. The noise of each neuron
 * takes the variance of the signals that are dropped.
 *
 * This does not depend on the number of rows that told the signals: the more rows, the weaker the signals that stand above the edge of noise.
 */
export function carriedSignals(
  algebra: Algebra,
  fit: FactorFit,
  size: number,
  chunks: readonly (readonly number[])[],
): FactorFit {
  const { count } = fit
  if (count === 0) return fit
  const loadings = whitenedLoadings(fit, size)
  const left = new Float64Array(count * count)
  for (const chunk of chunks) {
    const own = unexplained(algebra, loadings, size, count, chunk)
    for (let i = 0; i < own.length; i++) left[i] += own[i] / chunks.length
  }
  const { values, vectors } = algebra.symmetricEigen(left, count)
  const carried = values.filter((value) => value < MOST_LEFT).length
  if (carried === count) return fit
  // Eigenvalues ascend, so that the carried signals come first.
  const turned = algebra.multiplyTransposed(vectors, count, transpose(loadings, count, size), size, count)
  return withSignals(algebra, fit, size, turned, carried)
}

/** Returns the loadings in units of each neuron's noise, [count, size]. */
function whitenedLoadings({ count, values, vectors }: FactorFit, size: number): Float64Array {
  const loadings = vectors.slice(0, count * size)
  for (let m = 0; m < count; m++) {
    const root = Math.sqrt(Math.max(0, values[m] - 1))
    for (let i = m * size; i < (m + 1) * size; i++) loadings[i] *= root
  }
  return loadings
}

/** Returns (I + Λ_SᵀΨ_S⁻¹Λ_S)⁻¹, [count, count], for a chunk S. */
function unexplained(
  algebra: Algebra,
  loadings: Float64Array,
  size: number,
  count: number,
  chunk: readonly number[],
): Float64Array {
  const own = new Float64Array(count * chunk.length)
  for (let m = 0, at = 0; m < count; m++) for (const i of chunk) own[at++] = loadings[m * size + i]
  const precision = algebra.multiplyTransposed(own, count, own, count, chunk.length)
  for (let m = 0; m < count; m++) precision[m * (count + 1)] += 1
  const { values, vectors } = algebra.symmetricEigen(precision, count)
  for (let m = 0; m < count; m++)
    for (let i = m * count; i < (m + 1) * count; i++) vectors[i] /= Math.sqrt(values[m])
  const columns = transpose(vectors, count, count)
  return algebra.multiplyTransposed(columns, count, columns, count, count)
}

/** Returns a model of the first `kept` of the loadings [count, size], whose neurons' noise takes what the others explained. */
function withSignals(
  algebra: Algebra,
  fit: FactorFit,
  size: number,
  loadings: Float64Array,
  kept: number,
): FactorFit {
  const growth = new Float64Array(size).fill(1)
  for (let at = kept * size; at < loadings.length; at++) growth[at % size] += loadings[at] ** 2
  const noise = fit.noise.map((value, i) => value * growth[i])
  if (kept === 0) return { count: 0, noise, values: new Float64Array(), vectors: new Float64Array() }
  const signals = loadings.slice(0, kept * size)
  for (let at = 0; at < signals.length; at++) signals[at] /= Math.sqrt(growth[at % size])
  // Λ Λᵀ and Λᵀ Λ have the same eigenvalues; the eigenvectors of the former are Λ times those of the latter, at length 1.
  const { values, vectors } = algebra.symmetricEigen(
    algebra.multiplyTransposed(signals, kept, signals, kept, size),
    kept,
  )
  const order = Array.from(values.keys()).reverse()
  const rows = Float64Array.from(order.flatMap((m) => [...vectors.subarray(m * kept, (m + 1) * kept)]))
  const turned = algebra.multiplyTransposed(rows, kept, transpose(signals, kept, size), size, kept)
  order.forEach((m, row) => {
    const length = Math.sqrt(Math.max(values[m], Number.MIN_VALUE))
    for (let i = row * size; i < (row + 1) * size; i++) turned[i] /= length
  })
  return { count: kept, noise, values: Float64Array.from(order, (m) => values[m] + 1), vectors: turned }
}
