import { sql } from 'kysely'
import type { ListedBlob } from '../blobs/blob-store.ts'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import { isReferenced } from '../blobs/blob-records.ts'

const batchSize = 500

/** Finds recorded blobs that nothing points at, and blobs without a row that were stored before a time. */
export async function findUnreferenced(
  db: Queries,
  lab: Lab,
  before: Date,
): Promise<Pick<ListedBlob, 'hash' | 'bytes'>[]> {
  const { rows } = await sql<{ hash: string; bytes: number }>`
    select hash, bytes from blob
    where created_at < ${before} and not ${isReferenced(sql`blob.hash`)} order by hash`.execute(db)
  const found = [...rows]
  for await (const batch of inBatches(lab.blobs.list())) {
    const old = batch.filter(({ storedAt }) => storedAt < before)
    const recorded = await findRecorded(
      db,
      old.map(({ hash }) => hash),
    )
    found.push(...old.filter(({ hash }) => !recorded.has(hash)))
  }
  return found
}

async function findRecorded(db: Queries, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await db.selectFrom('blob').select('hash').where('hash', 'in', hashes).execute()
  return new Set(rows.map(({ hash }) => hash))
}

async function* inBatches(blobs: AsyncIterable<ListedBlob>): AsyncGenerator<ListedBlob[]> {
  let batch: ListedBlob[] = []
  for await (const blob of blobs) {
    batch.push(blob)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  yield batch
}
