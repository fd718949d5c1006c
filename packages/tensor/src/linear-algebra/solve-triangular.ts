export interface SolveTriangularOptions {
  /** Solves Lᵀ X = B instead of L X = B. */
  readonly transpose?: boolean
}

/** Columns of B in one pass: few enough for the rows in use to stay in the cache. */
const columnBlock = 128

/**
 * Solves L X = B for X [size, columns], row-major; L is lower triangular. If L has a zero on its diagonal, as
 * `choleskyTolerant` gives for a skipped column, that row of X is zero: the solution without that column.
 */
export function solveTriangular(
  factor: Float64Array,
  size: number,
  right: Float64Array,
  columns: number,
  options: SolveTriangularOptions = {},
): Float64Array {
  if (factor.length !== size * size || right.length !== size * columns) {
    throw new Error(
      `A factor of ${factor.length} and a right side of ${right.length} values do not fit size ${size}`,
    )
  }
  const solution = right.slice()
  for (let begin = 0; begin < columns; begin += columnBlock) {
    const end = Math.min(columns, begin + columnBlock)
    if (options.transpose) solveBackward(factor, size, solution, columns, begin, end)
    else solveForward(factor, size, solution, columns, begin, end)
  }
  return solution
}

function solveForward(
  l: Float64Array,
  size: number,
  x: Float64Array,
  columns: number,
  begin: number,
  end: number,
): void {
  for (let i = 0; i < size; i++) {
    const row = i * columns
    const pivot = l[i * size + i]
    if (pivot === 0) {
      x.fill(0, row + begin, row + end)
      continue
    }
    for (let j = 0; j < i; j++) subtractRow(x, row, l[i * size + j], j * columns, begin, end)
    for (let c = begin; c < end; c++) x[row + c] /= pivot
  }
}

function solveBackward(
  l: Float64Array,
  size: number,
  x: Float64Array,
  columns: number,
  begin: number,
  end: number,
): void {
  for (let i = size - 1; i >= 0; i--) {
    const row = i * columns
    const pivot = l[i * size + i]
    if (pivot === 0) {
      x.fill(0, row + begin, row + end)
      continue
    }
    for (let c = begin; c < end; c++) x[row + c] /= pivot
    for (let j = 0; j < i; j++) subtractRow(x, j * columns, l[i * size + j], row, begin, end)
  }
}

function subtractRow(
  x: Float64Array,
  target: number,
  weight: number,
  source: number,
  begin: number,
  end: number,
): void {
  if (weight === 0) return
  for (let c = begin; c < end; c++) x[target + c] -= weight * x[source + c]
}
