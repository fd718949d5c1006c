import type { RequestHandler } from 'express'
import type { RequestGuard } from '../auth/guard-requests.ts'
import { answerError } from './answer-errors.ts'

/** Answers requests that the guard rejects with 403 and the reason. */
export function turnAway(guard: RequestGuard): RequestHandler {
  return (request, response, next) => {
    const reason = guard(request)
    if (reason === undefined) return next()
    answerError(response, 403, 'FORBIDDEN', reason)
  }
}
