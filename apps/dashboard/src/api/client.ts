import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql'
import { createClient } from 'graphql-ws'

/** Of the server that handed out the page: one origin for pages, queries and subscriptions. */
export function createApi(): Client {
  const origin = typeof window === 'undefined' ? 'http://localhost' : window.location.origin
  const socket = createClient({
    url: `${origin.replace(/^http/, 'ws')}/graphql`,
    // A server that is away comes back: nothing is shown as gone for good.
    retryAttempts: Infinity,
    shouldRetry: () => true,
    keepAlive: 15_000,
  })
  return new Client({
    url: `${origin}/graphql`,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      cacheExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query: query ?? '', variables }, sink as never),
          }),
        }),
      }),
      fetchExchange,
    ],
  })
}
