import type { WebSocket } from 'ws'

/** Largest payload of a ping, in characters of the whole message. */
const longestPing = 1_024
/** Largest message before the connection is acknowledged: such a message carries at most a token. */
const longestInit = 16 * 2 ** 10
/** Messages that may arrive at once, and the rate at which the allowance refills. */
const messages = { burst: 1_000, perSecond: 100 }
/** Bytes that may wait for a client to read them. */
const mostWaiting = 8 * 2 ** 20
/** Bytes that may wait when a pong is due; above that, the client has more to read than pongs. */
const mostBeforePong = 64 * 2 ** 10
/** Milliseconds for a client to read why its socket is closed. */
const closeDelayMs = 5_000

/** Close code for "try again later". */
const overloaded = 1013
const messageTooBig = 1009
/** Close codes of graphql-transport-ws. */
const [badRequest, unauthorized, tooMany] = [4400, 4401, 4429]

/** Closes a socket with a reason, and ends the connection of a client that does not react. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  if (socket.readyState !== socket.OPEN) return
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), closeDelayMs).unref()
}

/**
 * Returns a function that sends a message on a socket and resolves when it has left, or the socket is closed.
 * Closes the socket of a client that does not read its messages.
 */
export function openSender(socket: WebSocket): (data: string) => Promise<void> {
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return (data) => {
    if (socket.bufferedAmount > mostWaiting)
      closeSocket(
        socket,
        overloaded,
        `${socket.bufferedAmount} bytes are unread, more than the limit of ${mostWaiting}`,
      )
    // A source that always has something to say waits until it is ended.
    if (socket.readyState !== socket.OPEN) return closed
    // Who leaves in between needs no message.
    return new Promise((resolve) => socket.send(data, () => resolve()))
  }
}

/**
 * Decides for every message of a socket if it may be processed. Closes the socket of a client that sends
 * anything but its credentials before the connection is acknowledged, that exceeds the message rate, or that
 * sends more than it reads.
 */
export function guardSocket(socket: WebSocket): { admit(data: string): boolean; acknowledge(): void } {
  let acknowledged = false
  let begun = false
  let left = messages.burst
  let countedAt = performance.now()

  const refuse = (code: number, reason: string) => {
    closeSocket(socket, code, reason)
    return false
  }
  const count = () => {
    const now = performance.now()
    left = Math.min(messages.burst, left + ((now - countedAt) / 1_000) * messages.perSecond)
    countedAt = now
    if (left < 1) return refuse(tooMany, `More than ${messages.perSecond} messages a second`)
    left--
    return true
  }
  // Pings of the transport itself: the library would answer each, however few answers are read.
  socket.on('ping', (data: Buffer) => {
    if (count() && socket.bufferedAmount <= mostBeforePong) socket.pong(data)
  })
  return {
    acknowledge: () => (acknowledged = true),
    admit(data) {
      if (socket.readyState !== socket.OPEN || !count()) return false
      if (!acknowledged && data.length > longestInit)
        return refuse(messageTooBig, `${data.length} characters before the connection is acknowledged`)
      const type = typeOf(data)
      if (!acknowledged && (type !== 'connection_init' || begun))
        return type === 'connection_init'
          ? refuse(tooMany, 'Too many initialisation requests')
          : refuse(unauthorized, 'Send connection_init first, and wait for its acknowledgement')
      begun = true
      if ((type === 'ping' || type === 'pong') && data.length > longestPing)
        return refuse(badRequest, `${type} of ${data.length} characters exceeds the limit of ${longestPing}`)
      // A client that reads nothing gets no more pongs to hold for it.
      return type !== 'ping' || socket.bufferedAmount <= mostBeforePong
    },
  }
}

/**
 * Returns the type of a message; undefined for text that is no message, which the protocol reports to the
 * client.
 */
function typeOf(data: string): unknown {
  try {
    return (JSON.parse(data) as { type?: unknown } | null)?.type
  } catch {
    return undefined
  }
}
