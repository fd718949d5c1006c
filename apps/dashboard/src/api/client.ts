import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql'
import { createActiveQueries } from './active-queries.ts'
import { createConnection, isAway, type Connection } from './connection.ts'
import { openSocket } from './open-socket.ts'
import { watchAnswers } from './watch-answers.ts'

export interface Api {
  readonly client: Client
  readonly connection: Connection
  /** Asks again for all that is on the page. */
  askAgain(): void
}

/** While the server is away, what is on the page is asked for so often, in milliseconds. */
const askingAgain = 10_000

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
  const askAgain = () => queries.askAgain(client)
  if (isBrowser) {
    connection.onRestored(askAgain)
    setInterval(() => {
      if (isAway(connection.read()) && document.visibilityState === 'visible') askAgain()
    }, askingAgain)
  }
  return { client, connection, askAgain }
}
