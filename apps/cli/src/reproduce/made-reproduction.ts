import type { SweepReport } from '@mitoscope/analysis'
import type { Reproduction } from '@mitoscope/lab/paper'

/** A reproduction and how it came about. */
export interface MadeReproduction extends Reproduction {
  /** What was run, in a line. */
  readonly title: string
  /** What this way of running the figure cannot show. */
  readonly limits: readonly string[]
  readonly warnings: readonly string[]
  readonly provenance: SweepReport['provenance']
  /** Seconds that training and analysis took; what earlier calls did is not in it. */
  readonly seconds: number
}
