import { diagonaliseByQl } from './diagonalise-by-ql.ts'
import { tridiagonalise } from './tridiagonalise.ts'

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
