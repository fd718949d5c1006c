import { randomUUID } from 'node:crypto'
import { LabError, type ErrorCode } from '@mitoscope/lab'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from '../log.ts'
import { isRetryable } from '../graphql/server/error-code.ts'
import { maskedMessage } from '../graphql/errors.ts'
import { nameByGlobalIds } from '../graphql/name-by-global-ids.ts'
import { logWithheld } from './log-withheld.ts'
import { sendPage } from './page.ts'
import { requestIdOf } from './request-id.ts'

const statuses: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RESOURCE_EXHAUSTED: 429,
  UNAVAILABLE: 503,
}

/** Messages by HTTP status for errors of express' body parsers, which carry that status. */
const bodyErrors: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BAD_REQUEST', 'The body cannot be parsed. Send one complete JSON document in UTF-8.'],
  413: ['PAYLOAD_TOO_LARGE', 'The body is too large. Send less at a time.'],
  415: [
    'UNSUPPORTED_MEDIA_TYPE',
    'The media type of the body is not supported. Send application/json in UTF-8.',
  ],
}

/** Last handler: turns any thrown error into a status and a GraphQL-shaped document, without a stack. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // There was an answer already, as where it took too long: nothing can be added.
    if (response.writableEnded) return
    if (response.headersSent) return next(error)
    logWithheld(log, error)
    const { status, code, message } = describe(error, (id) =>
      log.error({ err: error, errorId: id, requestId: requestIdOf(request) }, 'A request failed'),
    )
    answerError(response, status, code, message)
  }
}

/** Answers unknown paths: a page with links for browsers, a GraphQL-shaped document for all others. */
export const answerNotFound: RequestHandler = (request, response) => {
  const problem = `The path ${request.path} does not exist.`
  if (!prefersPage(request, response))
    return answerError(response, 404, 'NOT_FOUND', `${problem} The API is at /graphql.`)
  sendPage(response, { title: 'Not found', status: 404, problem, body: waysBack })
}

/** Answers paths that cannot be decoded, for example /%ff, with 400 before any other handler sees them. */
export const rejectMalformedPaths: RequestHandler = (request, response, next) => {
  try {
    decodeURIComponent(request.path)
    return next()
  } catch {
    const problem = `The path ${request.path.slice(0, 200)} is malformed: each % must be followed by two hexadecimal digits, and the decoded bytes must be UTF-8.`
    if (!prefersPage(request, response)) return answerError(response, 400, 'BAD_REQUEST', problem)
    sendPage(response, { title: 'Malformed address', status: 400, problem, body: waysBack })
  }
}

const waysBack =
  '<p>The address may be mistyped, or the page may have moved.</p><a class="button" href="/">To the first page</a> <a class="button" href="/graphql">The API</a>'

/** Returns true for browsers: of the clients that accept both, only they name HTML first. */
function prefersPage(request: Request, response: Response): boolean {
  response.vary('accept')
  return request.accepts(['json', 'html']) === 'html'
}

export function answerError(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code, retryable: isRetryable(code) } }] })
}

function describe(error: unknown, report: (id: string) => void) {
  if (error instanceof LabError)
    return { status: statuses[error.code], code: error.code, message: nameByGlobalIds(error.message) }
  const { status } = (error ?? {}) as { status?: number }
  const known = status === undefined ? undefined : bodyErrors[status]
  if (status !== undefined && known) return { status, code: known[0], message: known[1] }
  const id = randomUUID()
  report(id)
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: maskedMessage(id) }
}
