import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { isReferenced } from '../../platform/blobs/blob-records.ts'
import type { ListedBlob } from '../../platform/blobs/blob-store.ts'
import type { Queries } from '../../platform/database/database.ts'
import { badInput } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { cleanUploads, removeOrphanedStaging } from '../uploads/upload.ts'
import { deleteBlob } from './delete-blob.ts'
import { deleteRecords, type PurgedRecords } from './delete-records.ts'

/** Days for which a purge retains deleted records by default. */
export const keptDays = 30

export interface PurgeInput {
  /** Days for which deleted records are retained; 30 by default. */
  readonly olderThanDays?: number | null
  /**
   * Hours for which unreferenced bytes are retained, because their rows may still be computed or uploaded;
   * 168 by default, a week.
   */
  readonly graceHours?: number | null
  /** True to report only what would be removed. */
  readonly dryRun?: boolean | null
}

export interface PurgeReport {
  readonly dryRun: boolean
  readonly records: readonly PurgedRecords[]
  readonly blobs: number
  readonly bytes: number
  /** Incomplete files of dead writers, and uploads that were not completed in time. */
  readonly leftovers: number
}

/** Removes records that were deleted long ago, and unreferenced bytes, for good. */
export async function purge(lab: Lab, actor: Actor, input: PurgeInput): Promise<PurgeReport> {
  requireSiteAdmin(actor)
  const [days, hours] = [input.olderThanDays ?? keptDays, input.graceHours ?? 168]
  requireRange('olderThanDays', days)
  requireRange('graceHours', hours)
  // The clock of the database, which stamps deletions: with 0 days, those of this very millisecond count too.
  const { rows } = await sql<{ now: Date }>`
    select clock_timestamp() + interval '1 millisecond' as now`.execute(lab.db)
  const ago = (milliseconds: number) => new Date(rows[0].now.getTime() - milliseconds)
  const [before, storedBefore] = [ago(days * 24 * 3600_000), ago(hours * 3600_000)]
  if (input.dryRun) return tryPurge(lab, before, storedBefore)
  const records = await lab.db.transaction().execute(async (db) => {
    const purged = await deleteRecords(db, lab, before)
    await recordAudit(db, actor, { action: 'purge', subject: 'lab', detail: { before, records: purged } })
    return purged
  })
  let [blobs, bytes] = [0, 0]
  for (const blob of await findUnreferenced(lab.db, lab, storedBefore)) {
    if (!(await deleteBlob(lab, blob, storedBefore))) continue
    blobs++
    bytes += blob.bytes
  }
  const leftovers = (await cleanUploads(lab)) + (await removeOrphanedStaging(lab)) + (await lab.blobs.tidy())
  return { dryRun: false, records, blobs, bytes, leftovers }
}

/** Runs a purge in a transaction that is rolled back, and returns its report. */
async function tryPurge(lab: Lab, before: Date, storedBefore: Date): Promise<PurgeReport> {
  const transaction = await lab.db.startTransaction().execute()
  try {
    const records = await deleteRecords(transaction, lab, before)
    const found = await findUnreferenced(transaction, lab, storedBefore)
    const bytes = found.reduce((sum, blob) => sum + blob.bytes, 0)
    return { dryRun: true, records, blobs: found.length, bytes, leftovers: 0 }
  } finally {
    await transaction.rollback().execute()
  }
}

function requireRange(name: string, count: number): void {
  if (!(count >= 0 && count < 1e5))
    throw badInput(name, `${count} is out of range`, 'Give a number from 0, below 100000')
}

const batchSize = 500

/** Finds recorded blobs that nothing points at, and blobs without a row that were stored before a time. */
async function findUnreferenced(
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
