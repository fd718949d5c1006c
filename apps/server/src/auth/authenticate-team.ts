import { createHash } from 'node:crypto'
import { explainToken, findActorOfToken, findActorOfUser, type Lab } from '@mitoscope/lab'
import { fromNodeHeaders } from 'better-auth/node'
import type { Access } from './access.ts'
import { signInMessage, type Authenticate } from './authenticate.ts'
import type { Accounts } from './open-accounts.ts'

/**
 * Returns the authentication of team mode: finds the owner of a request's API token or session cookie in at
 * most two SQL statements. If a token is sent, the cookie is ignored, even when the token is invalid.
 */
export function authenticateTeam(lab: Lab, accounts: Accounts): Authenticate {
  return async ({ headers }) => {
    if (headers.authorization !== undefined) {
      const token = parseBearer(headers.authorization)
      // The library's own check writes twice per request; this reads what it wrote.
      return token === undefined ? undefined : findActorOfToken(lab, hashToken(token))
    }
    if (headers.cookie === undefined) return undefined
    const session = await accounts.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) })
    return session ? findActorOfUser(lab, session.user.id, session.session.id) : undefined
  }
}

/**
 * Returns a function that explains why a request is not authenticated. Only the holder of a whole token
 * learns what is wrong with it.
 */
export function explainTeam(lab: Lab): Access['explain'] {
  return async ({ headers: { authorization } }) => {
    if (authorization === undefined) return signInMessage
    const token = parseBearer(authorization)
    if (token !== undefined) return explainToken(lab, hashToken(token))
    return 'The header authorization holds no API token. Send it as "Bearer TOKEN".'
  }
}

/**
 * Returns the hash under which the library keeps a token. The library computes it on a thread, and so behind all
 * passwords that are being hashed; here it costs a microsecond.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function parseBearer(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1]
}
