import type { IncomingMessage } from 'node:http'
import { localActor, type Actor } from '@mitoscope/lab'

/** Who sends a request; undefined when nobody is signed in. */
export type Authenticate = (request: IncomingMessage) => Promise<Actor | undefined>

/** Local mode: whoever reaches the loopback address owns the lab. */
export const authenticateLocally: Authenticate = async () => localActor
