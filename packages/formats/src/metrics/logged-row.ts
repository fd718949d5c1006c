/** Values logged at one step; null for a value that is not finite. */
export interface LoggedRow {
  readonly step: number
  readonly values: readonly (readonly [name: string, value: number | null])[]
}
