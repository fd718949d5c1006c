import { defaultKeyHasher } from '@better-auth/api-key'
import { explainToken, findActorOfToken, findActorOfUser, type Lab } from '@mitoscope/lab'
import { fromNodeHeaders } from 'better-auth/node'
import type { Access } from './access.ts'
import { signInMessage, type Authenticate } from './authenticate.ts'
import type { Accounts } from './open-accounts.ts'

/**
 * Team mode: who a request's API token or session cookie belongs to. Two SQL statements at most. A token that is sent
 * counts alone: where it is wrong, the cookie does not help.
 */
export function authenticateTeam(lab: Lab, accounts: Accounts): Authenticate {
  return async ({ headers }) => {
    if (headers.authorization !== undefined) {
      const token = readBearer(headers.authorization)
      // The library's own check writes twice per request; this reads what it wrote.
      return token === undefined ? undefined : findActorOfToken(lab, await defaultKeyHasher(token))
    }
    if (headers.cookie === undefined) return undefined
    const session = await accounts.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) })
    return session ? findActorOfUser(lab, session.user.id, session.session.id) : undefined
  }
}

/** Explains why a request is nobody's: what is wrong with its token is told to who has the whole of it. */
export function explainTeam(lab: Lab): Access['explain'] {
  return async ({ headers: { authorization } }) => {
    if (authorization === undefined) return signInMessage
    const token = readBearer(authorization)
    if (token !== undefined) return explainToken(lab, await defaultKeyHasher(token))
    return 'The header authorization holds no API token. Send it as "Bearer TOKEN".'
  }
}

function readBearer(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1]
}
