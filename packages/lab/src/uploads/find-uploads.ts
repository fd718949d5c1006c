import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import { openLanding } from './open-landing.ts'
import type { Upload } from './upload.ts'

/** Returns the upload; undefined if it does not exist or the actor may not read it. */
export async function findUpload(lab: Lab, actor: Actor, id: string): Promise<Upload | undefined> {
  const upload = await lab.db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  return upload && mayRead(actor, upload.projectId) ? upload : undefined
}

/** Returns the number of received bytes. */
export async function countReceived(lab: Lab, { id, state, bytes }: Upload): Promise<number> {
  if (state === 'finished') return bytes
  return state === 'receiving' ? openLanding(lab).size(id) : 0
}
