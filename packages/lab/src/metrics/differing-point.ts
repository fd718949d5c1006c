/** A step that has another value than the one that was sent. */
export interface DifferingPoint {
  readonly step: number
  readonly stored: number | null
  readonly sent: number | null
}
