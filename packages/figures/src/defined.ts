/** Whether a value can be drawn; measures leave null where one is not defined. */
export function isDefined(value: number | null | undefined): value is number {
  return value != null && Number.isFinite(value)
}
