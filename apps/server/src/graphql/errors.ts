import { randomUUID } from 'node:crypto'
import { explainRace, LabError } from '@mitoscope/lab'
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql'
import { LimitExceeded } from '../limits/limit-exceeded.ts'
import { logWithheld } from '../http/log-withheld.ts'
import { currentRequestId } from '../http/request-id.ts'
import type { Logger } from '../log.ts'
import { toGlobalId } from './global-id.ts'
import { nameByGlobalIds } from './name-by-global-ids.ts'

export function maskedMessage(id: string): string {
  return `The server failed (id ${id}). Its log has the error under this id.`
}

/**
 * Formats an error for the caller: an error of the lab or about the request keeps its message and code; any
 * other shows only an id, under which the log has the error.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const { message, locations, path } = formatted
  const cause = explainRace(findCause(error))
  if (cause instanceof LabError) {
    logWithheld(log, cause)
    const { code, details, retryable } = cause
    const { runId } = details
    const extensions = {
      code,
      retryable,
      ...(runId !== undefined && { runId: toGlobalId('TrainingRun', runId) }),
    }
    return { message: nameByGlobalIds(cause.message), locations, path, extensions }
  }
  if (isAboutRequest(error, cause)) {
    const { code = 'BAD_USER_INPUT', ...extensions } = formatted.extensions ?? {}
    return {
      message,
      locations,
      path,
      extensions: {
        ...extensions,
        code: code === 'INTERNAL_SERVER_ERROR' ? 'BAD_USER_INPUT' : code,
        retryable: false,
      },
    }
  }
  const errorId = randomUUID()
  log.error({ err: cause, errorId, requestId: currentRequestId(), path }, 'A field failed')
  return {
    message: maskedMessage(errorId),
    locations,
    path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
  }
}

function findCause(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

/**
 * True for errors about the request: of parsing, validation and coercion, which graphql-js throws and which
 * point at what was sent, and of exceeded limits.
 */
function isAboutRequest(error: unknown, cause: unknown): boolean {
  if (!(error instanceof GraphQLError) || !(cause instanceof GraphQLError)) return false
  if (error.path === undefined || cause instanceof LimitExceeded) return true
  // An argument that cannot be coerced is found while executing; it points at the argument rather than at the field.
  return cause.nodes !== undefined && cause.nodes.some((node) => node.kind !== Kind.FIELD)
}
