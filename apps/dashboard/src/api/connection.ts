import type { CombinedError } from 'urql'

/** Status of the connection, which tells if the data on screen is current. */
export interface ConnectionState {
  /** "refused" when nobody is signed in any more: then nothing is tried again. */
  readonly status: 'connecting' | 'live' | 'lost' | 'refused'
  /** True if the last query could not be delivered to the server. */
  readonly failing: boolean
  /**
   * Time when the server was last heard, in milliseconds since 1970; undefined if the connection is fine or
   * the server was never heard.
   */
  readonly asOf?: number
}

/** State of the connection to the server, updated by the socket and by queries. */
export interface Connection {
  read(): ConnectionState
  /** Calls back at each change of the state; answers how to end that. */
  subscribe(onChange: () => void): () => void
  /** Calls back when the server is back after it was away: what happened meanwhile is not known. */
  onRestored(onRestored: () => void): () => void
  opened(): void
  closed(code?: number): void
  heard(): void
  answered(): void
  failed(): void
  unauthorized(): void
}

/** Closed with one of these, a socket is not opened to the same person again. */
const refusals = new Set([4401, 4403])

export function isRefusal(code: number | undefined): boolean {
  return code !== undefined && refusals.has(code)
}

/** Returns true if there is a problem that retrying may solve. */
export function isAway({ status, failing }: ConnectionState): boolean {
  return status === 'lost' || (failing && status !== 'refused')
}

export function createConnection(now: () => number = Date.now): Connection {
  const changed = new Set<() => void>()
  const restored = new Set<() => void>()
  let state: ConnectionState = { status: 'connecting', failing: false }
  let heardAt: number | undefined
  const become = (next: Partial<ConnectionState>) => {
    const { status, failing } = { ...state, ...next }
    if (status === state.status && failing === state.failing) return
    const fine = !failing && (status === 'live' || status === 'connecting')
    state = { status, failing, asOf: fine ? undefined : (state.asOf ?? heardAt) }
    for (const call of changed) call()
  }
  const on = (listeners: Set<() => void>) => (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    read: () => state,
    subscribe: on(changed),
    onRestored: on(restored),
    opened() {
      const wasAway = state.status === 'lost'
      heardAt = now()
      become({ status: 'live' })
      if (wasAway) for (const call of restored) call()
    },
    closed(code) {
      if (isRefusal(code)) {
        become({ status: 'refused' })
        for (const call of restored) call()
      } else if (state.status !== 'refused') become({ status: 'lost' })
    },
    heard() {
      heardAt = now()
    },
    answered() {
      heardAt = now()
      become({ failing: false })
    },
    failed: () => become({ failing: true }),
    unauthorized: () => become({ status: 'refused', failing: false }),
  }
}

/** Returns true if an error only says that the server was not reached, or that a proxy cannot reach it. */
export function isUnreachable(error: CombinedError | undefined): boolean {
  const status = (error?.response as Response | undefined)?.status
  return Boolean(error?.networkError) && (status === undefined || status >= 500)
}

/** Returns true if the server rejected the input, for example an id that no record can have. */
export function isBadInput(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'BAD_USER_INPUT') ?? false
}

/** Returns true if the request was rejected because nobody is signed in. */
export function isUnauthorized(error: CombinedError | undefined): boolean {
  return (error?.response as Response | undefined)?.status === 401
}
