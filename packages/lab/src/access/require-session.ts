import { LabError } from '../errors/lab-error.ts'
import type { Actor } from './actor.ts'

/**
 * Throws FORBIDDEN for an API token. Whatever gives rights takes somebody who is signed in: a token that could make
 * another one, an account or a member would live on in them after it was revoked. `act` completes "cannot …".
 */
export function requireSession(actor: Actor, act: string): void {
  if (actor.tokenId === null) return
  throw new LabError(
    'FORBIDDEN',
    `An API token cannot ${act}: what it gave would outlive it. Sign in to the lab in a browser and do it there.`,
  )
}
