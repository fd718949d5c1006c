import type { ServerResponse } from 'node:http'

/** Callbacks that run when more can be written. */
const waiting = new WeakMap<ServerResponse, Set<() => void>>()

/** Error for an answer whose client has gone. */
export class ReaderGone extends Error {}

/** Writes a piece of an answer; resolves when more can be written. Throws ReaderGone if the client has gone. */
export async function writeInTurn(response: ServerResponse, piece: Uint8Array | string): Promise<void> {
  const waiters = waitersOf(response)
  if (!response.destroyed && !response.write(piece)) {
    await new Promise<void>((resolve) => waiters.add(resolve))
  }
  if (response.destroyed)
    throw new ReaderGone('The client closed the connection before it read the whole answer')
}

/**
 * Returns the callbacks of a response. Registers one listener per response, because listeners of compressed
 * responses cannot be removed.
 */
function waitersOf(response: ServerResponse): Set<() => void> {
  const known = waiting.get(response)
  if (known) return known
  const waiters = new Set<() => void>()
  waiting.set(response, waiters)
  const wake = () => {
    for (const resolve of waiters) resolve()
    waiters.clear()
  }
  response.on('drain', wake).on('close', wake)
  return waiters
}
