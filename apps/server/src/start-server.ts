import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { followClaims, LabError, resumeUploads, type Lab } from '@mitoscope/lab'
import { openAccess, type TeamOptions } from './auth/access.ts'
import type { Dashboard } from './dashboard/dashboard-routes.ts'
import { buildSchema } from './graphql/build-schema.ts'
import type { AppOptions } from './http/app-options.ts'
import { createApp } from './http/create-app.ts'
import type { ServerState } from './operations/server-state.ts'
import { serveSubscriptions } from './subscriptions/serve-subscriptions.ts'

export interface ServerOptions {
  /** Port to listen on; 0 for any free one. */
  readonly port: number
  /** Address to listen on; the loopback address by default. */
  readonly host?: string
  /** Accounts and roles; without them every client of this machine's loopback address owns the lab. */
  readonly team?: TeamOptions
  /** Returns the location of the dashboard's pages, at every request for one; without it there are none. */
  readonly dashboard?: () => Dashboard
  /** Milliseconds after which a GraphQL request is answered with an error. */
  readonly timeLimit?: number
  /** Limits on request bodies, if they differ from the defaults. */
  readonly bodyLimits?: AppOptions['bodyLimits']
  /** Milliseconds after which an answer that the client does not read is dropped; 60,000 by default. */
  readonly unreadLimit?: number
  /** Milliseconds that requests in flight have to end when the server closes; 10,000 by default. */
  readonly drainLimit?: number
}

export interface RunningServer {
  /** Address of the server: this machine's loopback address, or the one it listens on. */
  readonly url: string
  /** Stops accepting requests, waits for those in flight, and ends subscriptions. */
  close(): Promise<void>
}

const loopback = ['127.0.0.1', '::1', 'localhost']

/** Serves a lab over HTTP. The caller remains responsible for closing the lab. */
export async function startServer(lab: Lab, options: ServerOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', team, drainLimit = 10_000 } = options
  if (!team && !loopback.includes(host)) {
    throw new LabError(
      'BAD_USER_INPUT',
      `host: without accounts the lab is served on the loopback address only, not on ${host}. ` +
        'Reach it through an SSH tunnel, or serve it with --team.',
    )
  }
  const [schema, access] = await Promise.all([buildSchema(), openAccess(lab, team)])
  const state: ServerState = { stopping: false, countSubscriptions: () => 0 }
  const { dashboard, timeLimit, bodyLimits, unreadLimit } = options
  const appOptions = { schema, access, state, dashboard, timeLimit, bodyLimits, unreadLimit }
  const { app, close } = await createApp(lab, appOptions)
  // Bodies have limits of their own: an upload takes as long as bytes come.
  const server = createServer(
    { headersTimeout: 20_000, requestTimeout: 0, connectionsCheckingInterval: 5_000 },
    app,
  )
  const subscriptions = serveSubscriptions(server, lab, appOptions)
  state.countSubscriptions = subscriptions.count
  try {
    await listen(server, port, host)
  } catch (error) {
    await subscriptions.close()
    await close()
    throw error
  }
  // Not before: a server that cannot be reached leaves the lab as it is.
  const stopping = new AbortController()
  const resumed = resumeUploads(lab, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) lab.log.error({ err: error }, 'Unfinished uploads could not be resumed')
  })
  const stopClaims = followClaims(lab)
  return {
    url: urlOf(server),
    async close() {
      state.stopping = true
      stopping.abort()
      const ended = new Promise((resolve) => server.close(resolve))
      await subscriptions.close()
      const timer = setTimeout(() => server.closeAllConnections(), drainLimit)
      await ended
      clearTimeout(timer)
      await Promise.race([Promise.all([resumed, stopClaims()]), sleep(drainLimit, undefined, { ref: false })])
      await close()
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server
      .once('error', (error: NodeJS.ErrnoException) => reject(explainListening(error, port, host)))
      .listen(port, host, resolve)
  })
}

/** Explains why the server cannot listen on a port, with the remedy; returns any other error unchanged. */
function explainListening(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const { code = '' } = error
  const problems: Record<string, string> = {
    EADDRINUSE: 'is in use by another program. Stop that program',
    EACCES: 'requires system administrator rights. Use a port above 1023',
    EADDRNOTAVAIL: 'cannot be opened: this machine does not have that address. Check --host',
  }
  if (!Object.hasOwn(problems, code)) return error
  const message = `Port ${port} of ${host} ${problems[code]}, or choose another port with --port.`
  return Object.assign(new LabError('CONFLICT', message), { cause: error })
}

function urlOf(server: Server): string {
  const { port, address, family } = server.address() as AddressInfo
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
