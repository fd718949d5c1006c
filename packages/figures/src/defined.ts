/** Returns true for a value that can be drawn. Measures give null for an undefined value. */
export function isDefined(value: number | null | undefined): value is number {
  return value != null && Number.isFinite(value)
}
