import type { IncomingMessage } from 'node:http'
import type { Lab } from '@mitoscope/lab'
import type { Router } from 'express'
import { authenticateLocally, signInMessage, type Authenticate } from './authenticate.ts'
import { guardLocal, type RequestGuard } from './guard-requests.ts'
import type { OidcOptions } from './read-oidc.ts'
import { openClientAddress, type ClientAddress } from '../http/client-address.ts'

/** How requests are let in, in either mode. */
export interface Access {
  readonly mode: 'local' | 'team'
  readonly authenticate: Authenticate
  /** Says why a request is nobody's, to who sent it. */
  readonly explain: (request: Pick<IncomingMessage, 'headers'>) => Promise<string>
  /** Turns away what a foreign web page sends: before anything else, and for upgrades to WebSocket too. */
  readonly guard: RequestGuard
  /** Returns the address that a request comes from: the only function that does. */
  readonly addressOf: ClientAddress
  /** Pages and endpoints of signing in, at the root. */
  readonly router?: Router
}

export interface TeamOptions {
  /** Where people reach the lab, as https://lab.example.org. */
  readonly url: string
  readonly oidc?: OidcOptions
  /** Proxies whose X-Forwarded-For is believed, as openClientAddress takes them; none when not given. */
  readonly trustedProxies?: readonly string[]
}

/** Local mode without options, team mode with them. */
export async function openAccess(lab: Lab, team?: TeamOptions): Promise<Access> {
  if (!team)
    return {
      mode: 'local',
      authenticate: authenticateLocally,
      explain: async () => signInMessage,
      guard: guardLocal,
      addressOf: openClientAddress(),
    }
  // The library takes a while to load, and local mode does without.
  const { openTeamAccess } = await import('./open-team-access.ts')
  return openTeamAccess(lab, team)
}
