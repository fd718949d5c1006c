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
  /** True if the input is written while it is read, so that values are as old as they are here. */
  readonly isLive?: boolean
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
  | {
      readonly step: number
      /** Time at which the values came, in milliseconds since 1970; absent for those of a file. */
      readonly time?: number
      readonly values: Readonly<Record<string, number | null>>
    }
  | { readonly end: SpoolEnd }

/** A spool from the sender's view. */
export interface SpoolSource {
  readonly record: SpoolRecord
  readonly state: SpoolState
  /** True if more lines may be added. */
  readonly isOpen: boolean
  /** Start of the keys of batches: the same bytes at the same position have the same key. */
  readonly keyPrefix: string
  /** Returns bytes from a position on; fewer than `length`, or none, if no more exist yet. */
  read(from: number, length: number): Promise<Buffer>
  /** Saves the state atomically: at any moment either the old or the new one is on the disk. */
  saveState(): Promise<void>
  /** Resolves when there are bytes from a position on or the spool is closed, at the latest after `ms` milliseconds. */
  changed(ms: number, from: number): Promise<void>
}

/** Returns the number of points in lines of a spool; a damaged line has none. */
export function countPoints(bytes: Buffer): number {
  let points = 0
  for (let at = 0, end = bytes.indexOf(newline); end >= 0; at = end + 1, end = bytes.indexOf(newline, at))
    points += countValues(bytes.toString('utf8', at, end))
  return points
}

const newline = 10

function countValues(line: string): number {
  try {
    return Object.keys((JSON.parse(line) as { values?: object }).values ?? {}).length
  } catch {
    return 0
  }
}
