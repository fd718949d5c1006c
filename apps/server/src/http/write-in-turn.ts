import type { ServerResponse } from 'node:http'

/** Callers that wait until more can be written. */
const waiting = new WeakMap<ServerResponse, Set<() => void>>()

/** Nobody reads an answer to its end. */
export class ReaderGone extends Error {}

/** Writes a piece of an answer; resolves once more can be written. Throws ReaderGone. */
export async function writeInTurn(response: ServerResponse, piece: Uint8Array | string): Promise<void> {
  const waiters = waitersOf(response)
  if (!response.destroyed && !response.write(piece)) {
    await new Promise<void>((resolve) => waiters.add(resolve))
  }
  if (response.destroyed) throw new ReaderGone('The answer was not read to its end')
}

/** Listens once: listeners of what is compressed cannot be taken away again. */
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
