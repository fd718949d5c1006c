import type { SweepReport } from '@mitoscope/analysis'
import type { Reproduction } from '@mitoscope/lab/paper'

/** A reproduction with its circumstances. */
export interface MadeReproduction extends Reproduction {
  /** Description of the sweep in one line. */
  readonly title: string
  /** Limits of this way of reproducing the figure. */
  readonly limits: readonly string[]
  readonly warnings: readonly string[]
  readonly provenance: SweepReport['provenance']
  /** Seconds of training and analysis in this call; earlier calls are not included. */
  readonly seconds: number
}
