import type { Provenance, SlimShape, Warning } from '@mitoscope/analysis'
import type { ArrayPlace } from '../database/tables.ts'

/** Output of an analysis: the blob with the whole result, and the part that its row stores. */
export interface AnalysisOutput {
  readonly hash: string
  readonly bytes: number
  readonly result: SlimShape
  readonly scalars: Readonly<Record<string, number | null>>
  readonly arrays: readonly ArrayPlace[]
  readonly provenance: Provenance
  readonly warnings: readonly Warning[]
}
