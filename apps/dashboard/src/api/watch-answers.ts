import { mapExchange, type Exchange, type OperationResult } from 'urql'
import type { Connection } from './connection.ts'
import { isUnauthorized, isUnreachable } from './is-unreachable.ts'

/** Tells the connection what becomes of questions; stands behind the cache, which answers without the server. */
export function watchAnswers(connection: Connection): Exchange {
  return mapExchange({
    onResult(result) {
      if (result.operation.kind !== 'subscription') noteAnswer(connection, result)
    },
  })
}

/** Even an error is an answer, unless the server was not reached. */
export function noteAnswer(connection: Connection, { error }: Pick<OperationResult, 'error'>): void {
  if (isUnauthorized(error)) connection.unauthorized()
  else if (isUnreachable(error)) connection.failed()
  else connection.answered()
}
