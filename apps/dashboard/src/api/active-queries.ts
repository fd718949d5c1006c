import { mapExchange, type Client, type Exchange, type Operation } from 'urql'

/** The questions whose answers are on the page, which can be asked again. */
export interface ActiveQueries {
  /** Stands before the cache, since it sees every question. */
  readonly exchange: Exchange
  askAgain(client: Client): void
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
    askAgain(client) {
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
