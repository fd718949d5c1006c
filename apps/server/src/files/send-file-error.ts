import { LabError, type ErrorCode } from '@mitoscope/lab'
import type { ErrorRequestHandler } from 'express'
import { nameByGlobalIds } from '../graphql/name-by-global-ids.ts'
import { logWithheld } from '../http/log-withheld.ts'
import type { Logger } from '../log.ts'

const statuses: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 422,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RESOURCE_EXHAUSTED: 507,
  UNAVAILABLE: 503,
}

/** Returns the status and JSON body for an error of the lab; undefined for any other error. */
export function describeFileError(error: unknown): { status: number; body: object } | undefined {
  if (!(error instanceof LabError)) return undefined
  const { code, message } = error
  return { status: statuses[code], body: { code, message: nameByGlobalIds(message) } }
}

/**
 * Makes the last handler of the file routes: it sends { code, message }, and passes errors that are not the
 * lab's on to the server.
 */
export function sendFileErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const described = describeFileError(error)
    if (!described || response.headersSent) return next(error)
    logWithheld(log, error)
    // What is left of the body is not read, so nothing can follow it on this connection.
    if (!request.complete) response.set('Connection', 'close')
    response.status(described.status).json(described.body)
  }
}
