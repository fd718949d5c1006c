import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { openLanding } from './open-landing.ts'

/** Cancels an upload, and deletes its received bytes. */
export async function cancelUpload(lab: Lab, id: string): Promise<void> {
  await lab.db
    .updateTable('upload')
    .set({ state: 'expired', updatedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .execute()
  await openLanding(lab).remove(id)
}
