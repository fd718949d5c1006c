import type { RequestHandler, Response } from 'express'
import { writeInTurn } from './write-in-turn.ts'

/** Bytes that are written at once: larger pieces would block the event loop while the client reads them. */
const pieceBytes = 256 * 2 ** 10

/** Total bytes of long answers that may wait for their clients. */
const mostWaiting = 256 * 2 ** 20

interface Waiting {
  readonly response: Response
  bytes: number
  /** Time at which a piece was last taken. */
  takenAt: number
}

/**
 * Sends the long text of a later handler in pieces, no faster than the client reads. If too many bytes of
 * such answers wait, the one that has been unread the longest is dropped.
 */
export function sendInPieces(most = mostWaiting): RequestHandler {
  const answers = new Set<Waiting>()

  function makeRoom(): void {
    let bytes = 0
    for (const answer of answers) bytes += answer.bytes
    for (const answer of [...answers].toSorted((one, other) => one.takenAt - other.takenAt)) {
      if (bytes <= most || answers.size === 1) return
      bytes -= answer.bytes
      answers.delete(answer)
      answer.response.destroy()
    }
  }

  async function write(response: Response, text: Buffer): Promise<void> {
    const answer = { response, bytes: text.length, takenAt: performance.now() }
    answers.add(answer)
    makeRoom()
    try {
      for (let from = 0; from < text.length; from += pieceBytes) {
        await writeInTurn(response, text.subarray(from, from + pieceBytes))
        answer.takenAt = performance.now()
      }
      response.end()
    } finally {
      answers.delete(answer)
    }
  }

  return (_, response, next) => {
    const send = response.send.bind(response)
    response.send = (body: unknown) => {
      if (typeof body !== 'string' || body.length < pieceBytes) return send(body)
      const bytes = Buffer.from(body)
      if (!response.get('content-type')) response.type('json')
      response.set('content-length', String(bytes.length))
      // Whoever went away needs no answer.
      void write(response, bytes).catch(() => {})
      return response
    }
    next()
  }
}
