import { mapExchange, type Client, type Exchange, type Operation, type OperationResult } from 'urql'
import type { Connection } from './connection.ts'
import { isUnauthorized, isUnreachable } from './is-unreachable.ts'

/** The questions whose answers are on the page, which can be asked again. */
interface ActiveQueries {
  /** Stands before the cache, since it sees every question. */
  readonly exchange: Exchange
  refetchAll(client: Client): void
}

export function createActiveQueries(): ActiveQueries {
  const active = new Map<number, Operation>()
  return {
    exchange: mapExchange({
      onOperation(operation) {
        if (operation.kind === 'query') active.set(operation.key, operation)
        else if (operation.kind === 'teardown') active.delete(operation.key)
      },
    }),
    refetchAll(client) {
      for (const operation of active.values())
        client.reexecuteOperation(
          client.createRequestOperation('query', operation, {
            ...operation.context,
            requestPolicy: 'network-only',
          }),
        )
    },
  }
}

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
