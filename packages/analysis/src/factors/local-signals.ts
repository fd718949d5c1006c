import { type Algebra, transpose } from '@mitoscope/tensor/compute'
import type { FactorFit } from './fit-factors.ts'

/** Signal of the model that few neurons share. */
export interface LocalSignal {
  /** Effective number of these neurons, (Σv²)² / Σv⁴ over the entries v of its direction. */
  readonly neurons: number
}

const ROUNDS = 100
/** Largest relative growth of the criterion at which the rotation ends. */
const ENOUGH = 1e-6
/** Greatest share of the layer's neurons that are few. */
const FEW = 1 / 16

/**
 * Returns the signals of a model that few neurons share, fewest first: what a block of neurons has in common is a factor as well as a
 * signal of the whole layer is, and no test of the rows tells them apart.
 *
 * The directions of the factors, all of length 1 whatever their strength, are turned to few large entries each (Kaiser's varimax,
 * Psychometrika 23, 1958), which finds factors that are sparse (Rohe and Zeng, J. R. Stat. Soc. B 85, 2023). Among q factors of W
 * neurons a rotation makes some of about (W/q)² neurons from any directions: only those of less than half as many count.
 */
export function localSignals(algebra: Algebra, fit: FactorFit, size: number): LocalSignal[] {
  const { count } = fit
  if (count === 0) return []
  const turned = varimax(algebra, fit.vectors.subarray(0, count * size), count, size)
  const most = Math.min(FEW * size, (size / count) ** 2 / 2)
  return Array.from({ length: count }, (_, m) => {
    let [squares, fourth] = [0, 0]
    for (const entry of turned.subarray(m * size, (m + 1) * size)) {
      squares += entry ** 2
      fourth += entry ** 4
    }
    return { neurons: fourth > 0 ? squares ** 2 / fourth : Infinity }
  })
    .filter(({ neurons }) => neurons < most)
    .toSorted((a, b) => a.neurons - b.neurons)
}

/** Turns directions [count, size] so that the variance of their squares within each factor is greatest. */
function varimax(algebra: Algebra, directions: Float64Array, count: number, size: number): Float64Array {
  const columns = transpose(directions, count, size)
  let turned = directions
  let before = 0
  for (let round = 0; round < ROUNDS; round++) {
    const slope = turned.slice()
    let criterion = 0
    for (let m = 0; m < count; m++) {
      const own = turned.subarray(m * size, (m + 1) * size)
      const mean = own.reduce((sum, value) => sum + value ** 2, 0) / size
      for (let i = 0; i < size; i++) {
        slope[m * size + i] *= own[i] ** 2 - mean
        criterion += (own[i] ** 2 - mean) ** 2
      }
    }
    if (criterion <= before * (1 + ENOUGH)) break
    before = criterion
    const gradient = algebra.multiplyTransposed(slope, count, directions, count, size)
    const rotation = nearestRotation(algebra, gradient, count)
    turned = algebra.multiplyTransposed(rotation, count, columns, size, count)
  }
  return turned
}

/** Returns the orthogonal matrix nearest to G [count, count], (G Gᵀ)^−½ G. */
function nearestRotation(algebra: Algebra, matrix: Float64Array, count: number): Float64Array {
  const products = algebra.multiplyTransposed(matrix, count, matrix, count, count)
  const { values, vectors } = algebra.symmetricEigen(products, count)
  const least = 1e-14 * values[count - 1]
  for (let m = 0; m < count; m++) {
    const scale = Math.max(values[m], least, Number.MIN_VALUE) ** -0.25
    for (let i = m * count; i < (m + 1) * count; i++) vectors[i] *= scale
  }
  const scaled = transpose(vectors, count, count)
  const root = algebra.multiplyTransposed(scaled, count, scaled, count, count)
  return algebra.multiplyTransposed(root, count, transpose(matrix, count, count), count, count)
}
