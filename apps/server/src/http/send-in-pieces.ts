import type { RequestHandler, Response } from 'express'
import { writeInTurn } from './write-in-turn.ts'

/** Bytes that are handed on at once: more of them would keep the event loop for as long as the reader takes them. */
const pieceBytes = 256 * 2 ** 10

/** Bytes of long answers that may wait for their readers. */
const mostWaiting = 256 * 2 ** 20

interface Waiting {
  readonly response: Response
  bytes: number
  /** Time at which a piece was last taken. */
  takenAt: number
}

/**
 * Sends a long text that a later handler answers with in pieces, no faster than it is taken. Where too much of such
 * answers waits, the one of which nothing has been taken for the longest is given up.
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
