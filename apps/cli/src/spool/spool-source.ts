import type { SpoolRecord, SpoolState } from './spool-record.ts'

/** A spool as its sender sees it. */
export interface SpoolSource {
  readonly record: SpoolRecord
  readonly state: SpoolState
  /** True if more lines may come. */
  readonly isOpen: boolean
  /** Heads the keys of batches: the same bytes at the same place have the same key. */
  readonly keyPrefix: string
  /** Bytes from a place on; fewer than asked for, or none, where there are no more yet. */
  read(from: number, length: number): Promise<Buffer>
  /** Saves the state so that at any moment the old or the new one is there. */
  saveState(): Promise<void>
  /** Resolves when there are bytes from a place on or the spool is closed, at the latest after so many milliseconds. */
  changed(ms: number, from: number): Promise<void>
}
