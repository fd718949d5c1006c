import { LabError } from '../../platform/errors/lab-error.ts'
import type { Actor } from './actor.ts'

/**
 * Throws FORBIDDEN for an API token. Commands that grant rights require a signed-in user: a token that could
 * create a second token, an account or a member would live on in them after its revocation. `act` completes
 * "cannot …".
 */
export function requireSession(actor: Actor, act: string): void {
  if (actor.tokenId === null) return
  throw new LabError(
    'FORBIDDEN',
    `An API token cannot ${act}: what it gave would outlive it. Sign in to the lab in a browser and do it there.`,
  )
}
