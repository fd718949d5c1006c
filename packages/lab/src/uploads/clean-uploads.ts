import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { uploadOf } from './landing.ts'
import { openLanding } from './open-landing.ts'

/** Deletes uploads that were not completed in time, with their bytes; returns their number. */
export async function cleanUploads(lab: Lab): Promise<number> {
  const expired = await lab.db
    .updateTable('upload')
    .set({ state: 'expired', updatedAt: new Date() })
    .where('state', '=', 'receiving')
    .where('expiresAt', '<', sql<Date>`now()`)
    .returning('id')
    .execute()
  for (const { id } of expired) await openLanding(lab).remove(id)
  return expired.length
}

/** Removes staged bytes without an active upload, left by a process that died between commit and removal. */
export async function removeLeftLandings(lab: Lab): Promise<number> {
  const landing = openLanding(lab)
  let removed = 0
  for await (const name of landing.list()) {
    const upload = await lab.db
      .selectFrom('upload')
      .select('state')
      .where(sql`id::text`, '=', uploadOf(name))
      .executeTakeFirst()
    if (upload?.state === 'receiving') continue
    await landing.remove(name)
    removed++
  }
  return removed
}
