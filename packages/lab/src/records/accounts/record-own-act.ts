import { findActorOfUser } from '../access/find-actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Records in the audit trail an action that the sign-in library performs for a user. */
export async function recordOwnAct(
  lab: Lab,
  userId: string,
  action: 'signIn' | 'changePassword',
): Promise<void> {
  const actor = await findActorOfUser(lab, userId)
  if (actor) await recordAudit(lab.db, actor, { action, subject: `user ${userId}` })
}
