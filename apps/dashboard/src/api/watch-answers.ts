import { mapExchange, type Exchange, type OperationResult } from 'urql'
import type { Connection } from './connection.ts'

/** Tells the connection what becomes of questions; stands behind the cache, which answers without the server. */
export function watchAnswers(connection: Connection): Exchange {
  return mapExchange({
    onResult(result) {
      if (result.operation.kind !== 'subscription') noteAnswer(connection, result)
    },
  })
}

/** Even an error is an answer, unless the server was not reached or somebody in its place says that it is away. */
export function noteAnswer(connection: Connection, { error }: Pick<OperationResult, 'error'>): void {
  const status = (error?.response as Response | undefined)?.status
  if (status === 401) connection.unauthorized()
  else if (error?.networkError && (status === undefined || status >= 500)) connection.failed()
  else connection.answered()
}
