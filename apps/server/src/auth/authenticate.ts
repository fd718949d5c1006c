import type { IncomingMessage } from 'node:http'
import { localActor, type Actor } from '@mitoscope/lab'

/** Returns the sender of a request; undefined if nobody is signed in. */
export type Authenticate = (request: Pick<IncomingMessage, 'headers'>) => Promise<Actor | undefined>

/** Message for requests that carry neither a session nor a token. */
export const signInMessage = 'Sign in, or send an API token.'

/** Authentication of local mode: every client of the loopback address owns the lab. */
export const authenticateLocally: Authenticate = async () => localActor

/**
 * Authenticates a WebSocket by the { authorization } of its connection_init, else by the cookie of its first
 * request.
 */
export function authenticateSocket(
  authenticate: Authenticate,
  { headers }: Pick<IncomingMessage, 'headers'>,
  parameters: Readonly<Record<string, unknown>> | undefined,
): Promise<Actor | undefined> {
  const { authorization, Authorization = authorization } = parameters ?? {}
  return authenticate({
    headers: typeof Authorization === 'string' ? { ...headers, authorization: Authorization } : headers,
  })
}
