import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { badInput } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { cleanUploads, removeLeftLandings } from '../uploads/clean-uploads.ts'
import { deleteBlob } from './delete-blob.ts'
import { deleteRecords, type PurgedRecords } from './delete-records.ts'
import { findUnreferenced } from './find-unreferenced.ts'

/** Days for which a purge keeps what was deleted, unless it is told otherwise. */
export const keptDays = 30

export interface PurgeInput {
  /** Deleted things are kept this long: 30 when not given. */
  readonly olderThanDays?: number | null
  /**
   * Bytes that nothing points at are kept this long, because what is to point at them may still be computed or on its
   * way: 168 when not given, a week.
   */
  readonly graceHours?: number | null
  /** Only say what would be removed. */
  readonly dryRun?: boolean | null
}

export interface PurgeReport {
  readonly dryRun: boolean
  readonly records: readonly PurgedRecords[]
  readonly blobs: number
  readonly bytes: number
  /** Parts of files whose writer died, and uploads that were not completed in time. */
  readonly leftovers: number
}

/** Removes for good what was deleted long ago, and the bytes that nothing points at. */
export async function purge(lab: Lab, actor: Actor, input: PurgeInput): Promise<PurgeReport> {
  requireSiteAdmin(actor)
  const before = ago('olderThanDays', input.olderThanDays ?? keptDays, 24 * 3600_000)
  const storedBefore = ago('graceHours', input.graceHours ?? 168, 3600_000)
  if (input.dryRun) return tryPurge(lab, before, storedBefore)
  const records = await lab.db.transaction().execute(async (db) => {
    const purged = await deleteRecords(db, before)
    await recordAudit(db, actor, { action: 'purge', subject: 'lab', detail: { before, records: purged } })
    return purged
  })
  let [blobs, bytes] = [0, 0]
  for (const blob of await findUnreferenced(lab.db, lab, storedBefore)) {
    if (!(await deleteBlob(lab, blob, storedBefore))) continue
    blobs++
    bytes += blob.bytes
  }
  const leftovers = (await cleanUploads(lab)) + (await removeLeftLandings(lab)) + (await lab.blobs.tidy())
  return { dryRun: false, records, blobs, bytes, leftovers }
}

/** Does it all in a transaction that is then taken back, so that the answer is what would happen. */
async function tryPurge(lab: Lab, before: Date, storedBefore: Date): Promise<PurgeReport> {
  const transaction = await lab.db.startTransaction().execute()
  try {
    const records = await deleteRecords(transaction, before)
    const found = await findUnreferenced(transaction, lab, storedBefore)
    const bytes = found.reduce((sum, blob) => sum + blob.bytes, 0)
    return { dryRun: true, records, blobs: found.length, bytes, leftovers: 0 }
  } finally {
    await transaction.rollback().execute()
  }
}

function ago(name: string, count: number, unit: number): Date {
  if (!(count >= 0 && count < 1e5)) throw badInput(name, `${count} is none`, 'Give a number from 0')
  return new Date(Date.now() - count * unit)
}
