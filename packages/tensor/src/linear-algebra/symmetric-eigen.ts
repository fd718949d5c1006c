import { diagonaliseByQl } from './diagonalise-by-ql.ts'

/** Decomposition A = V Λ Vᵀ of a symmetric matrix. */
export interface SymmetricEigen {
  /** Eigenvalues, ascending. */
  readonly values: Float64Array
  /** Eigenvectors, [size, size]: eigenvector k is row k. */
  readonly vectors: Float64Array
}

/** Returns the eigenvalues of a symmetric matrix [size, size], ascending; reads the lower triangle. */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  requireSquare(matrix, size)
  const { diagonal, offDiagonal } = tridiagonalise(matrix, size)
  diagonaliseByQl(diagonal, offDiagonal, undefined)
  return diagonal.sort()
}

/** Returns the eigenvalues and orthonormal eigenvectors of a symmetric matrix; reads the lower triangle. */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  requireSquare(matrix, size)
  const { diagonal, offDiagonal, applyQ } = tridiagonalise(matrix, size)
  const unsorted = new Float64Array(size * size)
  for (let i = 0; i < size; i++) unsorted[i * size + i] = 1
  diagonaliseByQl(diagonal, offDiagonal, unsorted)
  applyQ(unsorted, size)
  const order = Array.from(diagonal, (_, index) => index).sort((a, b) => diagonal[a] - diagonal[b])
  const vectors = new Float64Array(size * size)
  order.forEach((from, to) => vectors.set(unsorted.subarray(from * size, (from + 1) * size), to * size))
  return { values: Float64Array.from(order, (index) => diagonal[index]), vectors }
}

function requireSquare(matrix: Float64Array, size: number): void {
  if (matrix.length !== size * size)
    throw new Error(`A matrix of ${matrix.length} values is not ${size} × ${size}`)
}

/** Decomposition A = Q T Qᵀ with T tridiagonal. */
export interface Tridiagonal {
  /** Diagonal of T, [size]. */
  readonly diagonal: Float64Array
  /** Entries next to the diagonal: entry i is between i − 1 and i, and entry 0 is 0. */
  readonly offDiagonal: Float64Array
  /** Transforms vectors of T, the rows of [count, size], to vectors of A, in place. */
  applyQ(vectors: Float64Array, count: number): void
}

/** Applies Householder's reduction to a copy of a symmetric matrix, from the last row up, along contiguous rows. */
function tridiagonalise(matrix: Float64Array, size: number): Tridiagonal {
  // Row i holds the reflector of step i in place of the entries that it annihilated.
  const work = matrix.slice()
  const norms = new Float64Array(size)
  const offDiagonal = new Float64Array(size)
  const product = new Float64Array(size)
  for (let i = size - 1; i > 0; i--) {
    const u = work.subarray(i * size, i * size + i)
    const { norm, off } = makeReflector(u)
    offDiagonal[i] = off
    norms[i] = norm
    if (norm > 0) reflect(work, size, u, norm, product)
  }
  const diagonal = Float64Array.from({ length: size }, (_, i) => work[i * size + i])
  return {
    diagonal,
    offDiagonal,
    applyQ: (vectors, count) => applyReflectors(vectors, count, work, norms, size),
  }
}

/**
 * Replaces a row by u, where I − u uᵀ / norm is the reflection that maps it to a vector with only its last entry,
 * `off`.
 */
function makeReflector(u: Float64Array): { norm: number; off: number } {
  const last = u.length - 1
  let scale = 0
  for (let k = 0; k < last; k++) scale = Math.max(scale, Math.abs(u[k]))
  if (scale === 0) return { norm: 0, off: u[last] }
  scale = Math.max(scale, Math.abs(u[last]))
  let square = 0
  for (let k = 0; k <= last; k++) {
    u[k] /= scale
    square += u[k] * u[k]
  }
  const length = u[last] > 0 ? -Math.sqrt(square) : Math.sqrt(square)
  const norm = square - u[last] * length
  u[last] -= length
  return { norm, off: scale * length }
}

/** Computes A ← P A P on the leading rows, lower triangle only, with P = I − u uᵀ / norm. */
function reflect(a: Float64Array, size: number, u: Float64Array, norm: number, q: Float64Array): void {
  const n = u.length
  q.fill(0, 0, n)
  for (let j = 0; j < n; j++) {
    const row = j * size
    const uj = u[j]
    let sum = a[row + j] * uj
    for (let k = 0; k < j; k++) {
      sum += a[row + k] * u[k]
      q[k] += a[row + k] * uj
    }
    q[j] += sum
  }
  let overlap = 0
  for (let k = 0; k < n; k++) overlap += u[k] * (q[k] /= norm)
  const shift = overlap / (2 * norm)
  for (let k = 0; k < n; k++) q[k] -= shift * u[k]
  for (let j = 0; j < n; j++) {
    const row = j * size
    const uj = u[j]
    const qj = q[j]
    for (let k = 0; k <= j; k++) a[row + k] -= uj * q[k] + qj * u[k]
  }
}

function applyReflectors(
  v: Float64Array,
  count: number,
  work: Float64Array,
  norms: Float64Array,
  size: number,
): void {
  for (let vector = 0; vector < count; vector++) {
    const at = vector * size
    for (let i = 1; i < size; i++) {
      if (norms[i] === 0) continue
      let overlap = 0
      for (let k = 0; k < i; k++) overlap += work[i * size + k] * v[at + k]
      overlap /= norms[i]
      for (let k = 0; k < i; k++) v[at + k] -= overlap * work[i * size + k]
    }
  }
}
