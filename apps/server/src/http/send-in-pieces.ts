import type { RequestHandler, Response } from 'express'
import { writeInTurn } from './write-in-turn.ts'

/** Bytes that are handed on at once: more of them would keep the event loop for as long as the reader takes them. */
const pieceBytes = 256 * 2 ** 10

/** Sends a long text that a later handler answers with in pieces, no faster than it is taken. */
export const sendInPieces: RequestHandler = (_, response, next) => {
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

async function write(response: Response, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length; from += pieceBytes)
    await writeInTurn(response, bytes.subarray(from, from + pieceBytes))
  response.end()
}
