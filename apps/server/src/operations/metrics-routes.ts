import { Router } from 'express'
import type { Access } from '../auth/access.ts'
import { answerError } from '../http/answer-errors.ts'
import type { ServerMetrics } from './server-metrics.ts'

/**
 * Serves the metrics for Prometheus. With accounts a token is required, because the counts show what a lab is
 * doing.
 */
export function metricsRoutes({ registry }: ServerMetrics, { authenticate }: Access): Router {
  const router = Router()
  router.get('/metrics', async (request, response) => {
    if (!(await authenticate(request)))
      return answerError(response, 401, 'UNAUTHENTICATED', 'Send an API token, of any scope.')
    response.set('content-type', registry.contentType).send(await registry.metrics())
  })
  return router
}
