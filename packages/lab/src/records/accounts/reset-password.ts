import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { requireSession } from '../access/require-session.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { addInvitation } from './invitation.ts'

const hours = 24

/**
 * Creates a one-time link by which a user sets a new password. The old password stays valid until then;
 * setting the new one ends all sessions and API tokens of the account. Throws FORBIDDEN for API tokens.
 */
export async function resetPassword(lab: Lab, actor: Actor, userId: string) {
  requireSiteAdmin(actor)
  requireSession(actor, 'reset passwords')
  return lab.db.transaction().execute(async (db) => {
    const user = await db.selectFrom('authUser').selectAll().where('id', '=', userId).executeTakeFirst()
    if (!user) throw notFound('user', userId)
    await db
      .deleteFrom('accountInvitation')
      .where('userId', '=', userId)
      .where('usedAt', 'is', null)
      .execute()
    const made = await addInvitation(db, { email: user.email, userId, createdBy: actor.userId, hours })
    await recordAudit(db, actor, { action: 'resetPassword', subject: `user ${userId}` })
    return { ...made, user }
  })
}
