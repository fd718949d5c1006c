import { createClient, type Client } from 'graphql-ws'
import { isRefusal, type Connection } from './connection.ts'

const maxWaitMs = 15_000
/**
 * Longest time between a ping and its answer, in milliseconds: a socket that is silent for longer is dead
 * without knowing.
 */
const pongTimeoutMs = 5_000

/** The socket of all subscriptions: open as long as the page is, so that it is known whether the server is there. */
export function openSocket(url: string, connection: Connection): Client {
  let silent: ReturnType<typeof setTimeout> | undefined
  const client = createClient({
    url,
    lazy: false,
    // The state of the connection tells.
    onNonLazyError: () => {},
    // A server that is away comes back: nothing is given up but what is refused.
    retryAttempts: Infinity,
    shouldRetry: (event) => !isRefusal(codeOf(event)),
    retryWait: waitToRetry,
    keepAlive: 15_000,
    connectionAckWaitTimeout: 10_000,
    on: {
      connected: () => connection.opened(),
      closed: (event) => {
        clearTimeout(silent)
        connection.closed(codeOf(event))
      },
      message: () => connection.heard(),
      ping: (received) => {
        if (!received) silent = setTimeout(() => client.terminate(), pongTimeoutMs)
      },
      pong: (received) => {
        if (received) clearTimeout(silent)
      },
    },
  })
  return client
}

/** Milliseconds to wait before the next attempt: longer each time, with a random part so that pages do not reconnect together. */
export function retryDelay(retries: number, random: number = Math.random()): number {
  return Math.min(maxWaitMs, 500 * 2 ** retries) * (0.5 + random / 2)
}

/** Ends early when the machine is back in its network, or the page is looked at again. */
function waitToRetry(retries: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      document.removeEventListener('visibilitychange', go)
      resolve()
    }
    const timer = setTimeout(go, retryDelay(retries))
    window.addEventListener('online', go)
    document.addEventListener('visibilitychange', go)
  })
}

function codeOf(event: unknown): number | undefined {
  return typeof event === 'object' && event !== null && 'code' in event && typeof event.code === 'number'
    ? event.code
    : undefined
}
