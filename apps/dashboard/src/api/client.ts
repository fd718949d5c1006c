import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql'
import { createActiveQueries, watchAnswers } from './exchanges.ts'
import { createConnection, isAway, type Connection } from './connection.ts'
import { openSocket } from './open-socket.ts'

export interface Api {
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
