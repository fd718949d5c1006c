import { sql } from 'kysely'
import type { ListedBlob } from '../../platform/blobs/blob-store.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { isReferenced } from '../../platform/blobs/blob-records.ts'

/**
 * Deletes a blob that nothing points at, unless it was put after `before`; returns true if it did.
 *
 * Holds the lock of the blob's row while it checks references and deletes first the bytes, then the row.
 * recordBlob takes the same lock and checks the bytes under it, so that in either order no row points at
 * missing bytes. If this process dies in between, an unreferenced row is left for the next purge.
 */
export async function deleteBlob(
  lab: Lab,
  { hash, bytes }: Pick<ListedBlob, 'hash' | 'bytes'>,
  before: Date,
): Promise<boolean> {
  return lab.db.transaction().execute(async (db) => {
    // One statement makes the row (bytes that were never recorded have none) and locks it. With an insert and then a
    // select, another purge could delete the row between the two, and there would be nothing left to hold a lock on.
    await db
      .insertInto('blob')
      .values({ hash, bytes })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ bytes }))
      .execute()
    const { rows } = await sql<{ kept: boolean }>`select ${isReferenced(sql`${hash}::text`)} as kept`.execute(
      db,
    )
    if (rows[0].kept) return false
    const stored = await lab.blobs.stat(hash)
    if (stored && stored.storedAt >= before) return false
    await lab.blobs.delete(hash)
    await db.deleteFrom('blob').where('hash', '=', hash).execute()
    return true
  })
}
