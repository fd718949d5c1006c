import type { SpoolRecord, SpoolState } from './spool-record.ts'

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
