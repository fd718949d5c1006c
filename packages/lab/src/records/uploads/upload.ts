import { sql, type Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { UploadTable } from '../../platform/database/representation-tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openStaging, uploadIdOf } from './staging.ts'

/** File of a representation during its upload: declared, sent in pieces, validated, then stored or rejected. */
export type Upload = Selectable<UploadTable>

/** Returns the upload; undefined if it does not exist or the actor may not read it. */
export async function findUpload(lab: Lab, actor: Actor, id: string): Promise<Upload | undefined> {
  const upload = await lab.db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  return upload && mayRead(actor, upload.projectId) ? upload : undefined
}

/** Returns the number of received bytes. */
export async function countReceived(lab: Lab, { id, state, bytes }: Upload): Promise<number> {
  if (state === 'finished') return bytes
  return state === 'receiving' ? openStaging(lab).size(id) : 0
}

/** Cancels an upload, and deletes its received bytes. */
export async function cancelUpload(lab: Lab, id: string): Promise<void> {
  await lab.db
    .updateTable('upload')
    .set({ state: 'expired', updatedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .execute()
  await openStaging(lab).remove(id)
}

/** Deletes uploads that were not completed in time, with their bytes; returns their number. */
export async function cleanUploads(lab: Lab): Promise<number> {
  const expired = await lab.db
    .updateTable('upload')
    .set({ state: 'expired', updatedAt: new Date() })
    .where('state', '=', 'receiving')
    .where('expiresAt', '<', sql<Date>`now()`)
    .returning('id')
    .execute()
  for (const { id } of expired) await openStaging(lab).remove(id)
  return expired.length
}

/** Removes staged bytes without an active upload, left by a process that died between commit and removal. */
export async function removeOrphanedStaging(lab: Lab): Promise<number> {
  const staging = openStaging(lab)
  let removed = 0
  for await (const name of staging.list()) {
    const upload = await lab.db
      .selectFrom('upload')
      .select('state')
      .where(sql`id::text`, '=', uploadIdOf(name))
      .executeTakeFirst()
    if (upload?.state === 'receiving') continue
    await staging.remove(name)
    removed++
  }
  return removed
}
