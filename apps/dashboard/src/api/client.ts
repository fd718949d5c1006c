import {
  cacheExchange,
  Client,
  fetchExchange,
  subscriptionExchange,
  mapExchange,
  type Exchange,
  type Operation,
  type OperationResult,
} from 'urql'
import { createConnection, isAway, isUnauthorized, isUnreachable, type Connection } from './connection.ts'
import { openSocket } from './open-socket.ts'

interface Api {
  readonly client: Client
  readonly connection: Connection
  /** Asks again for all that is on the page. */
  refetchAll(): void
}

/** While the server is away, what is on the page is asked for so often, in milliseconds. */
const refetchIntervalMs = 10_000

/**
 * Creates the API of the server that delivered the page: one origin for pages, queries and subscriptions.
 */
export function createApi(): Api {
  const connection = createConnection()
  const queries = createActiveQueries()
  // Pages are first made on another machine, where there is nothing to connect to.
  const isBrowser = typeof window !== 'undefined'
  const origin = isBrowser ? window.location.origin : 'http://localhost'
  const socket = isBrowser ? openSocket(`${origin.replace(/^http/, 'ws')}/graphql`, connection) : undefined
  const client = new Client({
    url: `${origin}/graphql`,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      queries.exchange,
      cacheExchange,
      watchAnswers(connection),
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket?.subscribe({ query: query ?? '', variables }, sink as never) ?? (() => {}),
          }),
        }),
      }),
      fetchExchange,
    ],
  })
  const refetchAll = () => queries.refetchAll(client)
  if (isBrowser) {
    connection.onRestored(refetchAll)
    setInterval(() => {
      if (isAway(connection.read()) && document.visibilityState === 'visible') refetchAll()
    }, refetchIntervalMs)
  }
  return { client, connection, refetchAll }
}

/** The questions whose answers are on the page, which can be asked again. */
interface ActiveQueries {
  /** Stands before the cache, since it sees every question. */
  readonly exchange: Exchange
  refetchAll(client: Client): void
}

function createActiveQueries(): ActiveQueries {
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
function watchAnswers(connection: Connection): Exchange {
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
