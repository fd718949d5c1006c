import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LabError, type Lab } from '@mitoscope/lab'
import { authenticateLocally } from './auth/authenticate.ts'
import { buildSchema } from './graphql/build-schema.ts'
import { createApp } from './http/create-app.ts'

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number
  /** Address to listen at; the loopback address when not given. */
  readonly host?: string
}

export interface RunningServer {
  readonly url: string
  close(): Promise<void>
}

const loopback = ['127.0.0.1', '::1', 'localhost']

/** Serves a lab over HTTP. The lab stays the caller's. */
export async function startServer(
  lab: Lab,
  { port, host = '127.0.0.1' }: ServerOptions,
): Promise<RunningServer> {
  const team = false
  if (!team && !loopback.includes(host)) {
    throw new LabError(
      'BAD_USER_INPUT',
      `host: without accounts the lab is served on the loopback address only, not on ${host}. ` +
        'Reach it through an SSH tunnel, or serve it with --team.',
    )
  }
  const { app, close } = await createApp(lab, {
    schema: await buildSchema(),
    authenticate: authenticateLocally,
    team,
  })
  const server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
