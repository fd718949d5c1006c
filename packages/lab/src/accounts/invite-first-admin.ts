import type { Lab } from '../lab.ts'
import { countUsers } from './find-users.ts'
import { addInvitation } from './invitation.ts'

const hours = 24

/**
 * Creates the one-time link by which a reader of the log becomes the first administrator, and returns its
 * token. Each call invalidates the previous link. Returns undefined if there are accounts.
 */
export async function inviteFirstAdmin(lab: Lab): Promise<string | undefined> {
  if ((await countUsers(lab)) > 0) return undefined
  return lab.db.transaction().execute(async (db) => {
    await db.deleteFrom('accountInvitation').where('email', 'is', null).where('usedAt', 'is', null).execute()
    const { token } = await addInvitation(db, { siteAdmin: true, createdBy: null, hours })
    return token
  })
}
