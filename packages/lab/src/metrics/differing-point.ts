/** Step whose stored value differs from the one that was sent. */
export interface DifferingPoint {
  readonly step: number
  readonly stored: number | null
  readonly sent: number | null
}
