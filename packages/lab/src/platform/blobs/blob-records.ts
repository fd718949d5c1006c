import { sql, type RawBuilder } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab/lab.ts'
import type { BlobStore, StoredBlob } from './blob-store.ts'

/**
 * Inserts the row of a stored blob, before the rows that point at it and in their transaction. From then to
 * the end of the transaction no purge removes the bytes, nor afterwards as long as a row points at them.
 * Throws CONFLICT if a purge removed them before this call: put them again, in a new transaction.
 */
export async function recordBlob(
  db: Queries,
  { blobs }: { readonly blobs: BlobStore },
  { hash, bytes }: StoredBlob,
): Promise<void> {
  // An update even of what is there: it takes the row's lock, for which a purge that is under way makes this wait.
  await db
    .insertInto('blob')
    .values({ hash, bytes })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ bytes }))
    .execute()
  if (await blobs.stat(hash)) return
  throw new LabError('CONFLICT', `The blob ${hash} was purged while it was being recorded. Try again.`)
}

/** Returns the length of each blob in bytes, by hash. */
export async function countBytes({ db }: Lab, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map()
  const rows = await db.selectFrom('blob').select(['hash', 'bytes']).where('hash', 'in', hashes).execute()
  return new Map(rows.map(({ hash, bytes }) => [hash, bytes]))
}

/**
 * Every column that points at a blob, with a foreign key to blob (hash); a purge may remove a blob that none
 * of them names. A new column of that kind is a line here; a test compares the list with the schema.
 */
export const referencedBlobs = [
  { table: 'checkpoint', column: 'blobHash' },
  { table: 'representation', column: 'blobHash' },
  { table: 'analysis', column: 'resultBlob' },
  { table: 'runSummary', column: 'blobHash' },
  { table: 'job', column: 'stateBlob' },
] as const satisfies readonly { table: keyof Tables; column: string }[]

/** Returns the SQL condition that a row points at the blob of this hash, or that its bytes are being uploaded. */
export function isReferenced(hash: RawBuilder<unknown>): RawBuilder<boolean> {
  const pointing = referencedBlobs.map(
    ({ table, column }) =>
      sql`exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.${column}`)} = ${hash})`,
  )
  const arriving = sql`exists (select 1 from upload where upload.hash = ${hash} and upload.state = 'receiving')`
  return sql<boolean>`(${sql.join([...pointing, arriving], sql` or `)})`
}
