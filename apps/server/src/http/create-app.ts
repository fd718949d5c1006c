import type { Lab } from '@mitoscope/lab'
import express, { type Express } from 'express'
import type { GraphQLSchema } from 'graphql'
import type { Authenticate } from '../auth/authenticate.ts'
import { answerErrors, answerNotFound } from './answer-errors.ts'
import { features } from './features.ts'
import { createGraphqlEndpoint } from './graphql-endpoint.ts'
import { answerRequestId } from './request-id.ts'

export interface AppOptions {
  readonly schema: GraphQLSchema
  readonly authenticate: Authenticate
  /** Several people, who sign in, rather than whoever reaches this machine's loopback address. */
  readonly team: boolean
}

export interface App {
  readonly app: Express
  close(): Promise<void>
}

/** Everything that is served over HTTP, in the order in which a request meets it. */
export async function createApp(lab: Lab, options: AppOptions): Promise<App> {
  const graphql = await createGraphqlEndpoint(lab, options)
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple')
  app.use(answerRequestId)
  app.get('/readyz', (_, response) => void response.json({ ready: true }))
  for (const feature of features) app.use(feature(lab, options.authenticate))
  app.use('/graphql', graphql.router)
  app.use(answerNotFound)
  app.use(answerErrors(lab.log))
  return { app, close: graphql.close }
}
