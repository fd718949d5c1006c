import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import { localActor, type Lab } from '@mitoscope/lab'
import express from 'express'
import { buildSchema } from './graphql/build-schema.ts'
import type { Context } from './graphql/context.ts'

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number
}

export interface RunningServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves a lab on the loopback address. The lab stays the caller's. */
export async function startServer(lab: Lab, { port }: ServerOptions): Promise<RunningServer> {
  const apollo = new ApolloServer<Context>({ schema: await buildSchema(), introspection: true })
  await apollo.start()
  const app = express()
  app.get('/readyz', (_, response) => void response.json({ ready: true }))
  app.use(
    '/graphql',
    express.json(),
    expressMiddleware(apollo, { context: async () => ({ lab, actor: localActor }) }),
  )
  const server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await apollo.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
