import { multiplyTransposed } from './multiply-transposed.ts'
import { singularValues } from './singular-values.ts'
import { solveTriangular } from './solve-triangular.ts'
import { symmetricEigen, type SymmetricEigen } from './symmetric-eigen.ts'

/** Linear algebra in float64 of matrices that the host holds, row-major, by whatever does it fastest here. */
export interface Algebra {
  /** Eigenvalues, ascending, and eigenvectors of a symmetric matrix [size, size]. */
  symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen
  /** Descending, of a matrix [rows, columns]; small ones to the absolute precision of the largest. */
  singularValues(matrix: Float64Array, rows: number, columns: number): Float64Array
  /** A Bᵀ, [rows, columns], of A [rows, inner] and B [columns, inner]. */
  multiplyTransposed(
    a: Float64Array,
    rows: number,
    b: Float64Array,
    columns: number,
    inner: number,
  ): Float64Array
  /** X of L X = B, for L lower triangular [size, size] without zeros on its diagonal and B [size, columns]. */
  solveTriangular(factor: Float64Array, size: number, right: Float64Array, columns: number): Float64Array
}

/** In plain code, anywhere. */
export const hostAlgebra: Algebra = { symmetricEigen, singularValues, multiplyTransposed, solveTriangular }
