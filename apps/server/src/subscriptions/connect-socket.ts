import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { CloseCode, type Server } from 'graphql-ws'
import type { WebSocket } from 'ws'
import type { Logger } from '../log.ts'
import { closeSocket, guardSocket, openSender } from './guard-socket.ts'

/** Milliseconds between two pings, and the time for the client to answer one. */
const pingIntervalMs = 12_000

interface SocketOf {
  readonly socket: WebSocket
  readonly request: IncomingMessage
}

/** Runs the protocol on a socket, within the limits of one socket. */
export function connectSocket(
  protocol: Server<SocketOf>,
  socket: WebSocket,
  request: IncomingMessage,
  log: Logger,
): void {
  const guard = guardSocket(socket)
  const send = openSender(socket)
  // What is no frame, or too large a one, the library answers itself.
  socket.on('error', () => {})
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send(data) {
        // Nothing else is sent before it.
        guard.acknowledge()
        return send(data)
      },
      close: (code = 1000, reason = '') => closeSocket(socket, code, reason),
      onMessage: (act) =>
        socket.on('message', (data: Buffer) => {
          const text = data.toString()
          if (!guard.admit(text)) return
          act(text).catch((error: unknown) => {
            log.error({ err: error }, 'A message of a socket failed')
            closeSocket(socket, CloseCode.InternalServerError, 'Internal server error')
          })
        }),
    },
    { socket, request },
  )
  const stopPings = pingRegularly(socket)
  socket.once('close', (code, reason) => {
    stopPings()
    void closed(code, String(reason))
  })
}

/**
 * Ends the connection of a client that does not answer pings, because it has gone or reads nothing. Each ping
 * carries a random payload, so that a client can answer only after reading it.
 */
function pingRegularly(socket: WebSocket): () => void {
  let expected: string | undefined
  socket.on('pong', (data: Buffer) => {
    if (data.toString() === expected) expected = undefined
  })
  const timer = setInterval(() => {
    if (expected !== undefined) return socket.terminate()
    expected = randomBytes(8).toString('hex')
    socket.ping(expected)
  }, pingIntervalMs)
  return () => clearInterval(timer)
}
