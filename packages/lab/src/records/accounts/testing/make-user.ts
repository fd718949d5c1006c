import { randomUUID } from 'node:crypto'
import { findActorOfUser } from '../../access/find-actor.ts'
import type { Actor } from '../../access/actor.ts'
import type { Lab } from '../../../platform/lab/lab.ts'

/** Creates an account without a password. */
export async function makeUser(lab: Lab, name: string, siteAdmin = false) {
  const id = randomUUID()
  const email = `${name}@example.org`
  await lab.db.insertInto('authUser').values({ id, name, email, emailVerified: true, siteAdmin }).execute()
  return {
    id,
    email,
    /** Returns the user's actor with the current roles. */
    async actor(): Promise<Actor> {
      const actor = await findActorOfUser(lab, id)
      if (!actor) throw new Error(`${name} is nobody`)
      return actor
    },
  }
}
