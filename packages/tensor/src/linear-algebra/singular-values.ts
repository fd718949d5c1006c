import { diagonaliseByQl } from './diagonalise-by-ql.ts'
import { transpose } from './transpose.ts'

/**
 * Returns the singular values of a matrix [rows, columns], row-major, in descending order: Golub and Kahan's bidiagonal
 * form by reflections along contiguous rows, then the eigenvalues of the symmetric tridiagonal matrix with zero
 * diagonal that holds its entries. Small values have the absolute precision of the largest, which roots of the
 * eigenvalues of AᵀA would not have.
 */
export function singularValues(matrix: Float64Array, rows: number, columns: number): Float64Array {
  if (matrix.length !== rows * columns)
    throw new Error(`A matrix of ${matrix.length} values is not ${rows} × ${columns}`)
  const [long, short] = rows >= columns ? [rows, columns] : [columns, rows]
  const work = rows >= columns ? matrix.slice() : transpose(matrix, rows, columns)
  const entries = bidiagonalise(work, long, short)
  const diagonal = new Float64Array(2 * short)
  const offDiagonal = new Float64Array(2 * short)
  offDiagonal.set(entries, 1)
  const largest = offDiagonal.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
  diagonaliseByQl(diagonal, offDiagonal, undefined, largest * Number.EPSILON)
  // The eigenvalues are pairs ±σ.
  return diagonal.sort().subarray(short).reverse()
}

/**
 * Returns diagonal and upper diagonal alternately, [2 · columns − 1], of the bidiagonal form. Overwrites `a` [rows,
 * columns].
 */
function bidiagonalise(a: Float64Array, rows: number, columns: number): Float64Array {
  const entries = new Float64Array(2 * columns - 1)
  const left = new Float64Array(rows)
  const right = new Float64Array(columns)
  const product = new Float64Array(columns)
  for (let k = 0; k < columns; k++) {
    for (let i = k; i < rows; i++) left[i] = a[i * columns + k]
    const first = makeReflector(left, k, rows)
    entries[2 * k] = first.off
    product.fill(0, k)
    for (let i = k; i < rows && first.norm > 0; i++) {
      const u = left[i] / first.norm
      if (u !== 0) for (let j = k, at = i * columns + k; j < columns; j++) product[j] += u * a[at++]
    }
    if (k + 1 === columns) break
    // Computes the row that defines the right reflection, then applies both reflections to every other row in one pass.
    for (let j = k + 1; j < columns; j++) right[j] = a[k * columns + j] - left[k] * product[j]
    const second = makeReflector(right, k + 1, columns)
    entries[2 * k + 1] = second.off
    for (let i = k + 1; i < rows; i++) {
      const row = i * columns
      const u = left[i]
      let overlap = 0
      for (let j = k + 1; j < columns; j++) {
        const value = a[row + j] - u * product[j]
        a[row + j] = value
        overlap += value * right[j]
      }
      if (second.norm === 0 || overlap === 0) continue
      overlap /= second.norm
      for (let j = k + 1; j < columns; j++) a[row + j] -= overlap * right[j]
    }
  }
  return entries
}

/**
 * Replaces v[from … to) by u, where I − u uᵀ / norm is the reflection that maps it to a vector with only its first
 * entry, `off`.
 */
function makeReflector(v: Float64Array, from: number, to: number): { norm: number; off: number } {
  let scale = 0
  for (let i = from + 1; i < to; i++) scale = Math.max(scale, Math.abs(v[i]))
  if (scale === 0) {
    const off = v[from]
    v.fill(0, from, to)
    return { norm: 0, off }
  }
  scale = Math.max(scale, Math.abs(v[from]))
  let square = 0
  for (let i = from; i < to; i++) {
    v[i] /= scale
    square += v[i] * v[i]
  }
  const length = v[from] > 0 ? -Math.sqrt(square) : Math.sqrt(square)
  const norm = square - v[from] * length
  v[from] -= length
  return { norm, off: scale * length }
}
