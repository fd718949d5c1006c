import type { RequestHandler } from 'express'
import type { RequestGuard } from '../auth/guard-requests.ts'
import { answerError } from './answer-errors.ts'

/** Answers requests that the guard rejects with 403 and the reason. */
export function applyGuard(guard: RequestGuard): RequestHandler {
  return (request, response, next) => {
    const reason = guard(request)
    if (reason === undefined) return next()
    answerError(response, 403, 'FORBIDDEN', reason)
  }
}

/**
 * Rejects content types other than JSON. Another site's page can send forms and plain text with a visitor's
 * cookies without a preflight request.
 */
export const requireJson: RequestHandler = (request, response, next) => {
  const kind = request.headers['content-type']
  if (request.method !== 'POST' || kind === undefined || /^application\/json\s*(;|$)/i.test(kind))
    return next()
  answerError(
    response,
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `A body of ${kind.slice(0, 100)} is not read here. Send application/json.`,
  )
}

/**
 * Answers with 503 after a time limit, which includes the arrival of the body. Work that the request started
 * continues.
 */
export function answerInTime(milliseconds: number): RequestHandler {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return
      response.setHeader('connection', 'close')
      const message = `The request took longer than ${milliseconds} ms. Request less at a time, or try again later.`
      answerError(response, 503, 'TIMEOUT', message)
      // A body that still trickles in is not waited for.
      if (!request.complete) response.once('finish', () => request.destroy())
    }, milliseconds)
    response.once('close', () => clearTimeout(timer))
    next()
  }
}
