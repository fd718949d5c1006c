import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Database with one schema on either engine: an embedded PGlite in a folder, or a PostgreSQL server. */
export interface Database {
  readonly engine: 'pglite' | 'postgresql'
  readonly db: Kysely<Tables>
  /**
   * Calls back with the payload of every notification on the channel, from any process. `onGap` is called if
   * some may have been missed (the connection was lost and is back): read the state again.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onGap: () => void,
  ): Promise<() => Promise<void>>
  /** Returns a copy of all data as a tar.gz (embedded engine only). */
  dump?(): Promise<Uint8Array>
  close(): Promise<void>
}

/** Connection for queries: the database, or a transaction. */
export type Queries = Kysely<Tables>
