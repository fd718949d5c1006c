import type { Lab } from '../lab.ts'
import { countUsers } from './find-users.ts'
import { addInvitation } from './invitation.ts'

const hours = 24

/**
 * While nobody has an account: the token of a one-time link by which whoever reads the log becomes the first
 * administrator. Each call ends the link of the one before. Undefined when there are accounts.
 */
export async function inviteFirstAdmin(lab: Lab): Promise<string | undefined> {
  if ((await countUsers(lab)) > 0) return undefined
  return lab.db.transaction().execute(async (db) => {
    await db.deleteFrom('accountInvitation').where('email', 'is', null).where('usedAt', 'is', null).execute()
    const { token } = await addInvitation(db, { siteAdmin: true, createdBy: null, hours })
    return token
  })
}
