import type { RequestHandler } from 'express'
import { answerError } from './answer-errors.ts'

/**
 * Rejects content types other than JSON. Another site's page can send forms and plain text with a visitor's
 * cookies without a preflight request.
 */
export const refuseOtherKinds: RequestHandler = (request, response, next) => {
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
