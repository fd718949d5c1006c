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

/**
 * Returns A Bᵀ, [rows, columns], for A [rows, inner] and B [columns, inner], all row-major. Computes two by four
 * entries at a time, so that each value read is used in several products.
 */
function multiplyTransposed(
  a: Float64Array,
  rows: number,
  b: Float64Array,
  columns: number,
  inner: number,
): Float64Array {
  const product = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i += 2) {
    // An odd last row or column is computed twice.
    const i1 = Math.min(i + 1, rows - 1)
    for (let j = 0; j < columns; j += 4) {
      const [j1, j2, j3] = [1, 2, 3].map((more) => Math.min(j + more, columns - 1))
      const [x, y] = [i * inner, i1 * inner]
      const [p, q, r, s] = [j * inner, j1 * inner, j2 * inner, j3 * inner]
      let [xp, xq, xr, xs, yp, yq, yr, ys] = [0, 0, 0, 0, 0, 0, 0, 0]
      for (let k = 0; k < inner; k++) {
        const u = a[x + k]
        const v = a[y + k]
        const bp = b[p + k]
        const bq = b[q + k]
        const br = b[r + k]
        const bs = b[s + k]
        xp += u * bp
        xq += u * bq
        xr += u * br
        xs += u * bs
        yp += v * bp
        yq += v * bq
        yr += v * br
        ys += v * bs
      }
      product[i * columns + j] = xp
      product[i * columns + j1] = xq
      product[i * columns + j2] = xr
      product[i * columns + j3] = xs
      product[i1 * columns + j] = yp
      product[i1 * columns + j1] = yq
      product[i1 * columns + j2] = yr
      product[i1 * columns + j3] = ys
    }
  }
  return product
}
