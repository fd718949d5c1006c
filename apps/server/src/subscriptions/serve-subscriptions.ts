import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { LabError, type Actor, type Lab } from '@mitoscope/lab'
import {
  GraphQLError,
  type ExecutionArgs,
  type GraphQLFormattedError,
  getOperationAST,
  OperationTypeNode,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  parse,
} from 'graphql'
import {
  CloseCode,
  handleProtocols,
  makeServer,
  type Context as Connection,
  type SubscribePayload,
} from 'graphql-ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { createContext } from '../graphql/context.ts'
import { formatError } from '../graphql/errors.ts'
import type { AppOptions } from '../http/app-options.ts'
import { clientNetwork } from '../http/client-address.ts'
import { requestIdOf } from '../http/request-id.ts'
import { connectSocket } from './connect-socket.ts'
import { subscribeAfresh, type MakeContext } from './subscribe-afresh.ts'
import { watchActors, type Watch } from './watch-actors.ts'
import { checkDocument } from '../limits/check-document.ts'
import { mostTokens } from '../limits/limits.ts'

export interface Subscriptions {
  count(): number
  /** Tells every subscriber that the server shuts down (1001), so that clients reconnect elsewhere or later. */
  close(): Promise<void>
}

interface Session {
  readonly socket: WebSocket
  readonly request: IncomingMessage
  watch?: Watch
}

/** Largest message of a client in bytes. */
const largestMessage = 256 * 2 ** 10
/** Subscriptions of one socket. */
const mostSubscriptions = 500
/** Sockets of one address, and of one user. */
const mostSockets = 256

/** Serves subscriptions by graphql-transport-ws, at the address of the API. */
export function serveSubscriptions(server: Server, lab: Lab, options: AppOptions): Subscriptions {
  const { schema, access } = options
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    autoPong: false,
    handleProtocols,
  })
  const running = new Set<AbortController>()
  const watches = watchActors(access.authenticate, lab.events)
  const [ofAddress, ofUser] = [new SocketCounts(mostSockets), new SocketCounts(mostSockets)]
  const format = (error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError =>
    formatError(error instanceof GraphQLError ? error.toJSON() : error, error, lab.log)

  const protocol = makeServer<Record<string, unknown>, Session>({
    connectionInitWaitTimeout: 10_000,
    async onConnect({ extra, connectionParams }) {
      const { socket, request } = extra
      extra.watch = await watches.add(socket, request, connectionParams)
      if (!extra.watch) return false
      const leave = ofUser.add(extra.watch.actor.userId ?? '')
      if (!leave) {
        socket.close(
          CloseCode.TooManyInitialisationRequests,
          `You have ${mostSockets} open sockets. Close some`,
        )
        return false
      }
      if (socket.readyState === socket.OPEN) socket.once('close', leave)
      else leave()
      return true
    },
    async onSubscribe(connection, _, payload) {
      const document = prepareSubscription(schema, payload, access.mode === 'team')
      if (Array.isArray(document)) return document as GraphQLError[]
      if (Object.keys(connection.subscriptions).length > mostSubscriptions) return [tooMany()]
      return {
        schema,
        document,
        operationName: payload.operationName,
        variableValues: payload.variables,
        contextValue: contextOf(lab, connection),
      } as ExecutionArgs
    },
    subscribe: (args) =>
      subscribeAfresh(args as ExecutionArgs, (args as ExecutionArgs).contextValue as MakeContext, running),
    onNext: (_, __, ___, ____, result) =>
      result.errors && { ...result, errors: result.errors.map(format) as never },
    onError: (_, __, ___, errors) => errors.map(format),
  })
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) =>
    connectSocket(protocol, socket, request, lab.log),
  )

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?', 1)[0]
    if (path !== '/graphql') return refuse(socket, '404 Not Found')
    if (access.guard(request) !== undefined) return refuse(socket, '403 Forbidden')
    const leave = ofAddress.add(clientNetwork(access.addressOf(request)))
    if (!leave)
      return refuse(
        socket,
        '429 Too Many Requests',
        `Your address has ${mostSockets} open sockets. Close some.`,
      )
    socket.once('close', leave)
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request))
  })
  return {
    count: () => running.size,
    async close() {
      watches.close()
      for (const socket of sockets.clients) socket.close(1001, 'Going away')
      await new Promise((resolve) => sockets.close(resolve))
    },
  }
}

function contextOf(lab: Lab, { extra }: Connection<Record<string, unknown>, Session>): MakeContext {
  const { actor } = extra.watch as { actor: Actor }
  return (ended) => createContext(lab, actor, requestIdOf(extra.request), { ended })
}

function tooMany(): GraphQLError {
  const { message, code, retryable } = new LabError(
    'RESOURCE_EXHAUSTED',
    `This socket has ${mostSubscriptions} subscriptions, the maximum. End some, or open another socket.`,
  )
  return new GraphQLError(message, { extensions: { code, retryable } })
}

function refuse(socket: Duplex, status: string, reason = ''): void {
  socket.once('error', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`,
  )
}

/** Returns the document of a valid subscription, or the errors in it. */
function prepareSubscription(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  hideSuggestions: boolean,
): DocumentNode | readonly GraphQLError[] {
  try {
    const checked = checkDocument(schema, query, variables ?? {})
    const document = checked?.document ?? parse(query, { maxTokens: mostTokens })
    const errors = validate(schema, document, specifiedRules, { hideSuggestions })
    if (errors.length > 0) return errors
    const operation = getOperationAST(document, operationName)
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return document
    return [
      new GraphQLError('A socket accepts only subscriptions. Send queries and mutations by POST.', {
        extensions: { code: 'BAD_REQUEST' },
      }),
    ]
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

/** Counts open sockets by a key, for example an address or a user. */
class SocketCounts {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts one more socket and returns a function that counts it off; undefined if the limit is reached. */
  add(key: string): (() => void) | undefined {
    const count = this.#counts.get(key) ?? 0
    if (count >= this.#most) return undefined
    this.#counts.set(key, count + 1)
    let counted = true
    return () => {
      if (!counted) return
      counted = false
      const now = this.#counts.get(key)! - 1
      if (now > 0) this.#counts.set(key, now)
      else this.#counts.delete(key)
    }
  }
}
