import { multiplyTransposed } from './multiply-transposed.ts'
import { singularValues } from './singular-values.ts'
import { solveTriangular } from './solve-triangular.ts'
import { symmetricEigen, type SymmetricEigen } from './symmetric-eigen.ts'

/** Linear algebra in float64 on matrices of the host, row-major, computed in the fastest way available. */
export interface Algebra {
  /** Returns the eigenvalues, ascending, and eigenvectors of a symmetric matrix [size, size]. */
  symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen
  /**
   * Returns the singular values of a matrix [rows, columns], descending. Small ones have the absolute precision of the
   * largest.
   */
  singularValues(matrix: Float64Array, rows: number, columns: number): Float64Array
  /** Returns A Bᵀ, [rows, columns], for A [rows, inner] and B [columns, inner]. */
  multiplyTransposed(
    a: Float64Array,
    rows: number,
    b: Float64Array,
    columns: number,
    inner: number,
  ): Float64Array
  /** Solves L X = B for X; L is lower triangular [size, size] without zeros on its diagonal, B is [size, columns]. */
  solveTriangular(factor: Float64Array, size: number, right: Float64Array, columns: number): Float64Array
}

/** Linear algebra in plain TypeScript. */
export const hostAlgebra: Algebra = { symmetricEigen, singularValues, multiplyTransposed, solveTriangular }
