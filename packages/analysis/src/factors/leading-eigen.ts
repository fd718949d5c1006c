import { type Algebra, transpose } from '@mitoscope/tensor/compute'
import { createUniform } from '@mitoscope/tensor/random'

/** Leading eigenvalues and eigenvectors of a symmetric matrix. */
export interface LeadingEigen {
  /** Eigenvalues, descending, [count]. */
  readonly values: Float64Array
  /** Orthonormal eigenvectors, [count, size]: eigenvector m is row m. */
  readonly vectors: Float64Array
}

/** Largest size at which all eigenvectors are computed, which is faster there. */
const SMALL = 256
/** Largest relative change of an eigenvalue at which the iteration ends: of the exact ones, and of the rest. */
const [EXACT, NEAR] = [1e-6, 1e-3]

/**
 * Returns the `count` leading eigenvalues and eigenvectors of a symmetric matrix [size, size] whose other eigenvalues lie
 * around 1; the first `exact` of them to six digits and the rest, which may lie close together, to three, or as near as `rounds` come. Large matrices take subspace iteration on A − I with Rayleigh and Ritz's projection (Saad, Numerical Methods
 * for Large Eigenvalue Problems, 2011, section 5.2) from `start`, vectors [any, size] near the answer.
 */
export function leadingEigen(
  algebra: Algebra,
  matrix: Float64Array,
  size: number,
  count: number,
  exact: number,
  rounds: number,
  start: Float64Array = new Float64Array(0),
): LeadingEigen {
  if (size <= SMALL || 3 * count > size) {
    const { values, vectors } = algebra.symmetricEigen(matrix, size)
    return reverse(values, vectors, size, count)
  }
  const shifted = matrix.slice()
  for (let i = 0; i < size; i++) shifted[i * (size + 1)] -= 1
  let basis: Float64Array = orthonormalise(algebra, startingVectors(start, size, count), count, size)
  let known: Float64Array = new Float64Array(count)
  for (let round = 1; ; round++) {
    basis = orthonormalise(
      algebra,
      algebra.multiplyTransposed(basis, count, shifted, size, size),
      count,
      size,
    )
    const image = algebra.multiplyTransposed(basis, count, shifted, size, size)
    const small = algebra.multiplyTransposed(basis, count, image, count, size)
    const found = algebra.symmetricEigen(small, count)
    const { values, vectors } = reverse(found.values, found.vectors, count, count)
    basis = combine(algebra, vectors, basis, count, size)
    const done = values.every(
      (value, m) => Math.abs(value - known[m]) <= (m < exact ? EXACT : NEAR) * (1 + Math.abs(value)),
    )
    if (done || round >= rounds) return { values: values.map((value) => value + 1), vectors: basis }
    known = values
  }
}

function reverse(values: Float64Array, vectors: Float64Array, size: number, count: number): LeadingEigen {
  const leading = new Float64Array(count * size)
  for (let m = 0; m < count; m++)
    leading.set(vectors.subarray((size - 1 - m) * size, (size - m) * size), m * size)
  return { values: Float64Array.from({ length: count }, (_, m) => values[size - 1 - m]), vectors: leading }
}

/** Completes the given vectors to `count` by random ones. */
function startingVectors(start: Float64Array, size: number, count: number): Float64Array {
  const random = createUniform(17)
  const vectors = Float64Array.from({ length: count * size }, () => random() - 0.5)
  vectors.set(start.subarray(0, Math.min(start.length, vectors.length)))
  return vectors
}

/** Returns an orthonormal basis of the span of the rows, twice by the eigenvectors of their products, which also works for dependent rows. */
function orthonormalise(algebra: Algebra, rows: Float64Array, count: number, size: number): Float64Array {
  let basis = rows
  for (let pass = 0; pass < 2; pass++) {
    const products = algebra.multiplyTransposed(basis, count, basis, count, size)
    const { values, vectors } = algebra.symmetricEigen(products, count)
    const least = 1e-14 * values[count - 1]
    for (let m = 0; m < count; m++) {
      const scale = 1 / Math.sqrt(Math.max(values[m], least))
      for (let i = 0; i < count; i++) vectors[m * count + i] *= scale
    }
    basis = combine(algebra, vectors, basis, count, size)
  }
  return basis
}

/** Returns C B for C [count, count] and B [count, size]. */
function combine(
  algebra: Algebra,
  weights: Float64Array,
  basis: Float64Array,
  count: number,
  size: number,
): Float64Array {
  return algebra.multiplyTransposed(weights, count, transpose(basis, count, size), size, count)
}
