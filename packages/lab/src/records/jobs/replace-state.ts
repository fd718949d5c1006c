import type { Queries } from '../../platform/database/database.ts'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { deleteBlob } from '../purge/delete-blob.ts'
import type { Job } from '../../platform/queue/job.ts'

/**
 * Replaces the saved state of a job in the caller's transaction; null removes it. After the commit, call the
 * returned function, which deletes the unused bytes. A state belongs to one job alone.
 */
export async function replaceState(
  db: Queries,
  lab: Lab,
  { id, attempt, stateBlob: old }: Job,
  state: string | null,
): Promise<() => Promise<void>> {
  if (state === old) return async () => {}
  if (state !== null) {
    const bytes = (await lab.blobs.stat(state))?.bytes ?? 0
    await recordBlob(db, lab, { hash: state, bytes })
  }
  await db
    .updateTable('job')
    .set({ stateBlob: state, stateAttempt: state === null ? null : attempt })
    .where('id', '=', id)
    .execute()
  if (old === null) return async () => {}
  return async () => {
    // What cannot be removed now, a purge finds. Another run of the same recipe may have come to the same bytes.
    await deleteBlob(lab, { hash: old, bytes: 0 }, new Date()).catch(() => {})
  }
}
