import { multiplySubtract } from './multiply-subtract.ts'

/** Factorisation G ≈ L Lᵀ that tolerates columns which depend on earlier ones. */
export interface Cholesky {
  /** L, lower triangular [size, size], row-major. A skipped column is zero from its diagonal down. */
  readonly factor: Float64Array
  /** Columns with vanishing pivots, which earlier columns determine, ascending. */
  readonly skipped: number[]
  readonly rank: number
}

const blockSize = 64

/**
 * Factors a symmetric positive semidefinite matrix [size, size], of which only the lower triangle is read. If a pivot
 * is at most `tolerance` times the diagonal entry that it started from, it counts as zero and its column is skipped;
 * relative to its own column, so that scales do not matter. The default tolerance is the rounding error of an exact
 * zero.
 */
export function choleskyTolerant(matrix: Float64Array, size: number, tolerance = size * 2 ** -51): Cholesky {
  if (matrix.length !== size * size)
    throw new Error(`A matrix of ${matrix.length} values is not ${size} × ${size}`)
  const factor = matrix.slice()
  const skipped: number[] = []
  for (let begin = 0; begin < size; begin += blockSize) {
    const end = Math.min(size, begin + blockSize)
    factorDiagonal(factor, size, begin, end, (at) => tolerance * matrix[at], skipped)
    for (let row = end; row < size; row++) solveRow(factor, size, row, begin, end)
    multiplySubtract(factor, size, begin, end)
  }
  for (let row = 0; row < size; row++) factor.fill(0, row * size + row + 1, (row + 1) * size)
  return { factor, skipped, rank: size - skipped.length }
}

function factorDiagonal(
  factor: Float64Array,
  size: number,
  begin: number,
  end: number,
  threshold: (at: number) => number,
  skipped: number[],
): void {
  for (let row = begin; row < end; row++) {
    solveRow(factor, size, row, begin, row)
    const at = row * size + row
    let pivot = factor[at]
    for (let k = begin; k < row; k++) pivot -= factor[row * size + k] ** 2
    // Written so that a pivot of NaN is skipped too.
    const independent = pivot > threshold(at) && pivot > 0
    factor[at] = independent ? Math.sqrt(pivot) : 0
    if (!independent) skipped.push(row)
  }
}

/** Computes one row of L for the block's columns by forward substitution; a skipped column gives zero. */
function solveRow(factor: Float64Array, size: number, row: number, begin: number, end: number): void {
  const start = row * size
  for (let column = begin; column < end; column++) {
    const other = column * size
    const pivot = factor[other + column]
    let value = factor[start + column]
    for (let k = begin; k < column; k++) value -= factor[start + k] * factor[other + k]
    factor[start + column] = pivot === 0 ? 0 : value / pivot
  }
}
