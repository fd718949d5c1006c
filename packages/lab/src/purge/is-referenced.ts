import { sql, type RawBuilder } from 'kysely'
import { referencedBlobs } from '../blobs/referenced-blobs.ts'

/** Returns the SQL condition that a row points at the blob of this hash, or that its bytes are being uploaded. */
export function isReferenced(hash: RawBuilder<unknown>): RawBuilder<boolean> {
  const pointing = referencedBlobs.map(
    ({ table, column }) =>
      sql`exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.${column}`)} = ${hash})`,
  )
  const arriving = sql`exists (select 1 from upload where upload.hash = ${hash} and upload.state = 'receiving')`
  return sql<boolean>`(${sql.join([...pointing, arriving], sql` or `)})`
}
