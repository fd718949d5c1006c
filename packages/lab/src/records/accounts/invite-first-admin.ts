import type { Lab } from '../../platform/lab/lab.ts'
import { countUsers } from './find-users.ts'
import { addInvitation } from './invitation.ts'

const hours = 24

/**
 * Creates the one-time link by which a reader of the log becomes the first administrator, and returns its
 * token. Links of other servers of the lab stay valid until the first account exists. Returns undefined if there are
 * accounts.
 */
export async function inviteFirstAdmin(lab: Lab): Promise<string | undefined> {
  if ((await countUsers(lab)) > 0) return undefined
  const { token } = await addInvitation(lab.db, { siteAdmin: true, createdBy: null, hours })
  return token
}
