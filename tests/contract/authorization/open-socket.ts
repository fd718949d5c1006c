import { createClient, type Client } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { Caller, World } from './world.ts'

export interface Socket {
  /** Subscribes and returns the payloads received so far, in an array that grows. */
  follow(query: string, variables: object): readonly Payload[]
  /** Resolves when everything that was sent before has arrived. */
  catchUp(): Promise<void>
  /** Code by which the server closed the socket, once it has. */
  readonly closed: Promise<number>
  close(): Promise<void>
}

export interface Payload {
  readonly data?: Record<string, any> | null
  readonly errors?: readonly { readonly message: string }[]
}

/** A caller's socket: tokens go with the first message, as browsers send them; cookies with the request. */
export function openSocket(world: World, caller: Caller): Socket {
  const { cookie, authorization } = world.headers[caller]
  const { promise: closed, resolve: setClosed } = promise<number>()
  const client: Client = createClient({
    url: `${world.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: cookie === undefined ? {} : { cookie } })
      }
    },
    connectionParams: authorization === undefined ? {} : { authorization },
    retryAttempts: 0,
    lazy: true,
    on: { closed: (event) => setClosed((event as { code: number }).code) },
  })
  const run = (query: string, variables: object, onNext: (payload: Payload) => void) =>
    client.subscribe(
      { query, variables: variables as Record<string, unknown> },
      { next: (payload) => onNext(payload as Payload), error: () => {}, complete: () => {} },
    )
  return {
    follow(query, variables) {
      const payloads: Payload[] = []
      run(query, variables, (payload) => payloads.push(payload))
      return payloads
    },
    async catchUp() {
      const { promise: answered, resolve } = promise<void>()
      // A subscription to a missing job is answered at once, after all that was sent before.
      const stop = run('subscription { jobUpdated(id: "nothing") { id } }', {}, () => resolve())
      await answered
      stop()
    },
    closed,
    close: async () => client.dispose(),
  }
}

function promise<T>() {
  let resolve!: (value: T) => void
  return { promise: new Promise<T>((done) => (resolve = done)), resolve: (value: T) => resolve(value) }
}
