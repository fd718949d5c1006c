import type { Queries } from '../database/database.ts'
import { LabError } from '../errors/lab-error.ts'
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
