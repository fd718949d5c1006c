import { findActorOfUser } from '../access/find-actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Lab } from '../lab.ts'

/** Leaves a trace of what the sign-in library does for a user, rather than a command of the lab. */
export async function recordOwnAct(
  lab: Lab,
  userId: string,
  action: 'signIn' | 'changePassword',
): Promise<void> {
  const actor = await findActorOfUser(lab, userId)
  if (actor) await recordAudit(lab.db, actor, { action, subject: `user ${userId}` })
}
