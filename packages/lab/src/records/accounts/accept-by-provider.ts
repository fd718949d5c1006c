import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { grantInvited } from './grant-invited.ts'
import { isValid } from './invitation.ts'

/**
 * Hooks around an account that the sign-in library creates for a user of an identity provider: `before`
 * throws FORBIDDEN unless the address was invited, `after` grants the roles of the invitation.
 */
export const acceptByProvider = {
  async before(lab: Lab, email: string): Promise<void> {
    await findOpen(lab, email)
  },
  async after(lab: Lab, userId: string): Promise<void> {
    const user = await lab.db.selectFrom('authUser').selectAll().where('id', '=', userId).executeTakeFirst()
    if (!user) return
    const invitation = await findOpen(lab, user.email)
    await lab.db.transaction().execute(async (db) => {
      await db
        .updateTable('accountInvitation')
        .set({ usedAt: new Date() })
        .where('id', '=', invitation.id)
        .execute()
      await grantInvited(db, user, invitation)
    })
  },
}

async function findOpen(lab: Lab, email: string) {
  const invitation = await lab.db
    .selectFrom('accountInvitation')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .where('userId', 'is', null)
    .where(isValid())
    .executeTakeFirst()
  if (!invitation)
    throw new LabError('FORBIDDEN', `${email} was not invited. Ask an administrator of the lab.`)
  return invitation
}
