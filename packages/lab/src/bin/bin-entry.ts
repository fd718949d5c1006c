import type { PurgedKind } from '../purge/delete-records.ts'

/**
 * Records that one command deleted: a record of any kind, or the runs of one project that were deleted
 * together.
 */
export interface BinEntry {
  readonly kind: PurgedKind
  /** Ids of the deleted records; more than one for runs only. */
  readonly ids: readonly string[]
  /** Name of the first record. */
  readonly name: string
  readonly projectId: string
  readonly deletedAt: Date
  /** Name of a deleted record that must be restored first, for example "model fc"; null if there is none. */
  readonly within: string | null
  /** Numbers of records that are restored with the entry, itself included. */
  readonly runs: number
  readonly representations: number
  readonly analyses: number
}
