import type { IncomingMessage } from 'node:http'
import { localActor, type Actor } from '@mitoscope/lab'

/** Who sends a request; undefined when nobody is signed in. */
export type Authenticate = (request: Pick<IncomingMessage, 'headers'>) => Promise<Actor | undefined>

/** Message for requests that bring neither a session nor a token. */
export const signInMessage = 'Sign in, or send an API token.'

/** Local mode: whoever reaches the loopback address owns the lab. */
export const authenticateLocally: Authenticate = async () => localActor

/** Who opens a WebSocket: by its connection_init's { authorization }, else by the cookie of its first request. */
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
