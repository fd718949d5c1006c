/** Formats a number for a table: digits by its size, small numbers in scientific notation, "–" for a missing one. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1000) return value.toFixed(0)
  if (size >= 100) return value.toFixed(1)
  if (size >= 1) return value.toFixed(2)
  if (size >= 1e-3) return value.toFixed(4)
  return value.toExponential(1)
}
