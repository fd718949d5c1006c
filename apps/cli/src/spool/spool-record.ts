import type { NewRun } from '../remote/choose-run.ts'

export type OnConflict = 'KEEP' | 'REPLACE' | 'REFUSE'

/** Destination of the points of a spool. */
export interface SpoolRecord {
  readonly version: 1
  /** Unique among spools; heads the keys of its batches. */
  readonly id: string
  readonly server: string
  /** Name of the input. */
  readonly source: string
  readonly createdAt: string
  readonly target: SpoolTarget
  readonly onConflict: OnConflict
}

/** A run that is there, cut off from a step where asked; or one that is made. */
export type SpoolTarget =
  { readonly runId: string; readonly resumeFrom?: number } | { readonly newRun: NewRun }

/** Points that the server has acknowledged. */
export interface SpoolState {
  runId?: string
  /** True if the run was cut off at the step to resume from. */
  isResumed?: boolean
  /** Bytes of the points file. */
  acknowledged: number
  /** End of the batch that was being sent; sent again, it must be the same. */
  batchEnd?: number
  /** Points that were new. */
  added: number
  /** Points whose step had the same value before. */
  equal: number
  /** Points whose step had another value before. */
  differing: number
}

export const nothingSent: SpoolState = { acknowledged: 0, added: 0, equal: 0, differing: 0 }

/** End of the producer of a spool. */
export interface SpoolEnd {
  readonly state: 'FINISHED' | 'FAILED'
  readonly reason?: string
}

/** A line of the points file: one step, or the end. */
export type SpoolLine =
  | { readonly step: number; readonly values: Readonly<Record<string, number | null>> }
  | { readonly end: SpoolEnd }
