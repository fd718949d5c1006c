import type { IncomingMessage } from 'node:http'
import type { Lab } from '@mitoscope/lab'
import type { Router } from 'express'
import { authenticateLocally, signInMessage, type Authenticate } from './authenticate.ts'
import { guardLocal, type RequestGuard } from './guard-requests.ts'
import type { OidcOptions } from './parse-oidc-options.ts'
import { openClientAddress, type ClientAddress } from '../http/client-address.ts'

/** Access control of a server, in local or team mode. */
export interface Access {
  readonly mode: 'local' | 'team'
  readonly authenticate: Authenticate
  /** Returns the reason why a request is not authenticated, for its sender. */
  readonly explain: (request: Pick<IncomingMessage, 'headers'>) => Promise<string>
  /** Rejects requests from foreign web pages: before any other handler, and for upgrades to WebSocket too. */
  readonly guard: RequestGuard
  /** Returns the client address of a request. No other function derives one. */
  readonly addressOf: ClientAddress
  /** Pages and endpoints of signing in, at the root. */
  readonly router?: Router
}

export interface TeamOptions {
  /** Public address of the lab, for example https://lab.example.org. */
  readonly url: string
  readonly oidc?: OidcOptions
  /** Proxies whose X-Forwarded-For is trusted, as openClientAddress takes them; none by default. */
  readonly trustedProxies?: readonly string[]
}

/** Opens local mode without options, team mode with them. */
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
