/** Largest side of a square that a row of the database holds. */
export const MOST_CELLS = 64

/** Returns a row of a square array that is stored row by row. */
export function squareRow(
  values: readonly (number | null)[],
  side: number,
  row: number,
): readonly (number | null)[] {
  return values.slice(row * side, (row + 1) * side)
}
