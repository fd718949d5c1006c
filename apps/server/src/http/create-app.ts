import { asOneAsker, type Lab } from '@mitoscope/lab'
import express, { type Express } from 'express'
import { dashboardRoutes } from '../dashboard/dashboard-routes.ts'
import { metricsRoutes } from '../operations/metrics-routes.ts'
import { observeRequests } from '../operations/observe-requests.ts'
import { probeRoutes } from '../operations/probe-routes.ts'
import { openMetrics } from '../operations/server-metrics.ts'
import { answerErrors, answerNotFound, rejectMalformedPaths } from './answer-errors.ts'
import type { AppOptions } from './app-options.ts'
import { compressAnswers } from './compress-answers.ts'
import { endUnreadAnswers } from './end-unread-answers.ts'
import { createGraphqlEndpoint } from './graphql-endpoint.ts'
import { limitBodies } from './limit-bodies.ts'
import { answerRequestId } from './request-id.ts'
import { applyGuard } from './request-guards.ts'
import { serveArrays } from '../arrays/serve-arrays.ts'
import { exportRoutes } from '../export/export-routes.ts'
import { filesRouter } from '../files/files-router.ts'
import type { Feature } from './feature.ts'

/** Routes beside /graphql: a new feature is a folder with its router, and a line here. */
const features: readonly Feature[] = [serveArrays, filesRouter, exportRoutes]

export interface App {
  readonly app: Express
  close(): Promise<void>
}

/** Creates the HTTP application: its handlers in the order in which a request passes them. */
export async function createApp(lab: Lab, options: AppOptions): Promise<App> {
  const { access, state } = options
  const metrics = openMetrics(lab, state)
  const graphql = await createGraphqlEndpoint(lab, metrics, options)
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple')
  app.use((_request, _response, next) => asOneAsker(next))
  app.use(answerRequestId, observeRequests(lab.log, metrics))
  app.use(
    limitBodies(access.addressOf, options.bodyLimits),
    endUnreadAnswers(options.unreadLimit),
    compressAnswers(),
  )
  app.use(rejectMalformedPaths)
  app.use(probeRoutes(lab, state))
  app.use(applyGuard(access.guard))
  app.use(metricsRoutes(metrics, access))
  if (access.router) app.use(access.router)
  for (const feature of features) app.use(feature(lab, access.authenticate))
  app.use('/graphql', graphql.router)
  if (options.dashboard) app.use(dashboardRoutes(options.dashboard))
  else app.get('/', (_, response) => response.redirect(303, '/graphql'))
  app.use(answerNotFound)
  app.use(answerErrors(lab.log))
  return { app, close: graphql.close }
}
