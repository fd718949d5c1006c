import { defaultKeyHasher } from '@better-auth/api-key'
import { findActorOfToken, findActorOfUser, type Lab } from '@mitoscope/lab'
import { fromNodeHeaders } from 'better-auth/node'
import type { Authenticate } from './authenticate.ts'
import type { Accounts } from './open-accounts.ts'

/**
 * Team mode: who a request's API token or session cookie belongs to. Two SQL statements at most. A token that is sent
 * counts alone: where it is wrong, the cookie does not help.
 */
export function authenticateTeam(lab: Lab, accounts: Accounts): Authenticate {
  return async ({ headers }) => {
    if (headers.authorization !== undefined) {
      const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization) ?? []
      // The library's own check writes twice per request; this reads what it wrote.
      return token === undefined ? undefined : findActorOfToken(lab, await defaultKeyHasher(token))
    }
    if (headers.cookie === undefined) return undefined
    const session = await accounts.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) })
    return session ? findActorOfUser(lab, session.user.id, session.session.id) : undefined
  }
}
