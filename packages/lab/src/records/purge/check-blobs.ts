import { sql } from 'kysely'
import { referencedBlobs } from '../../platform/blobs/blob-records.ts'
import type { Lab } from '../../platform/lab/lab.ts'

export interface BlobCheck {
  /** Rows that point at missing bytes, or at bytes of another length: always a fault. */
  readonly dangling: readonly { readonly table: string; readonly hash: string; readonly problem: string }[]
  /** Stored bytes without a row, from interrupted work. A purge removes them in time. */
  readonly unrecorded: readonly string[]
  /** Recorded blobs that nothing points at. A purge removes them in time. */
  readonly unreferenced: readonly string[]
}

/** Compares every row that points at a blob with the storage. */
export async function checkBlobs({ db, blobs }: Pick<Lab, 'db' | 'blobs'>): Promise<BlobCheck> {
  const stored = new Map<string, number>()
  for await (const { hash, bytes } of blobs.list()) stored.set(hash, bytes)
  const recorded = new Map(
    (await db.selectFrom('blob').select(['hash', 'bytes']).execute()).map(({ hash, bytes }) => [hash, bytes]),
  )
  const dangling: BlobCheck['dangling'][number][] = []
  const referenced = new Set<string>()
  for (const { table, column } of referencedBlobs) {
    const { rows } = await sql<{ hash: string }>`
      select distinct ${sql.ref(column)} as hash from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(
      db,
    )
    for (const { hash } of rows) {
      referenced.add(hash)
      const bytes = stored.get(hash)
      if (bytes === undefined) dangling.push({ table, hash, problem: 'is not in the storage' })
      else if (bytes !== recorded.get(hash))
        dangling.push({ table, hash, problem: `has ${bytes} bytes, recorded are ${recorded.get(hash)}` })
    }
  }
  return {
    dangling,
    unrecorded: [...stored.keys()].filter((hash) => !recorded.has(hash)),
    unreferenced: [...recorded.keys()].filter((hash) => !referenced.has(hash)),
  }
}
