import type { NewRun } from '../remote/choose-run.ts'

export type OnConflict = 'KEEP' | 'REPLACE' | 'REFUSE'

/** Destination of the points of a spool. */
export interface SpoolRecord {
  readonly version: 1
  /** Id, unique among spools; the keys of its batches begin with it. */
  readonly id: string
  readonly server: string
  /** Name of the input. */
  readonly source: string
  readonly createdAt: string
  readonly target: SpoolTarget
  readonly onConflict: OnConflict
}

/** An existing run, cut off at a step if given, or a new run. */
export type SpoolTarget =
  { readonly runId: string; readonly resumeFrom?: number } | { readonly newRun: NewRun }

/** Points that the server has acknowledged. */
export interface SpoolState {
  runId?: string
  /** True if the run was cut off at the step to resume from. */
  isResumed?: boolean
  /** Number of acknowledged bytes of the points file. */
  acknowledged: number
  /** End of the batch that was being sent; a repeat must send the same batch. */
  batchEnd?: number
  /** Number of points that were new. */
  added: number
  /** Number of points whose step already had the same value. */
  equal: number
  /** Number of points whose step already had another value. */
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
