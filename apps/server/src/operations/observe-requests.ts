import type { RequestHandler } from 'express'
import { requestIdOf } from '../http/request-id.ts'
import type { Logger } from '../log.ts'
import type { ServerMetrics } from './server-metrics.ts'

const routes = ['graphql', 'api', 'arrays', 'files', 'export', 'uploads', 'healthz', 'readyz', 'metrics']

/**
 * Logs one line per request, and counts the request. Leaves out the query of the URL, which may hold a
 * signature.
 */
export function observeRequests(log: Logger, metrics: ServerMetrics): RequestHandler {
  return (request, response, next) => {
    const from = performance.now()
    const { method, path } = request
    response.once('close', () => {
      const milliseconds = performance.now() - from
      const first = path.split('/')[1]
      const route = routes.includes(first) ? `/${first}` : 'other'
      metrics.countRequest(route, knownMethod(method), response.statusCode, milliseconds / 1000)
      // Probes come every few seconds for as long as the server lives.
      log[route === '/healthz' || route === '/readyz' || route === '/metrics' ? 'debug' : 'info'](
        {
          requestId: requestIdOf(request),
          method,
          path,
          status: response.statusCode,
          milliseconds: Math.round(milliseconds),
          // The caller left before the answer was complete.
          ...(response.writableFinished ? {} : { aborted: true }),
          ...(response.locals.operation as object | undefined),
        },
        'request',
      )
    })
    next()
  }
}

function knownMethod(method: string): string {
  return ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other'
}
