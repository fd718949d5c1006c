import type { Socket } from 'node:net'
import type { RequestHandler, Response } from 'express'

interface Answer {
  readonly response: Response
  readonly socket: Socket
  /** Value that changes whenever the client reads a piece or the server adds one. */
  progress: string
  since: number
}

/**
 * Ends the connection of a client that reads nothing of its answer for a number of milliseconds, whatever it
 * sends, because unsent data occupies memory. An answer that is still being computed does not count.
 */
export function endUnreadAnswers(milliseconds = 60_000): RequestHandler {
  const answers = new Set<Answer>()
  let timer: NodeJS.Timeout | undefined

  function check(): void {
    const now = performance.now()
    for (const answer of answers) {
      const { socket, response } = answer
      const progress = `${socket.bytesWritten} ${socket.writableLength} ${response.writableLength}`
      if (progress !== answer.progress || socket.writableLength + response.writableLength === 0) {
        answer.progress = progress
        answer.since = now
      } else if (now - answer.since > milliseconds) socket.destroy()
    }
    if (answers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return (request, response, next) => {
    const answer: Answer = { response, socket: request.socket, progress: '', since: performance.now() }
    answers.add(answer)
    response.once('close', () => answers.delete(answer))
    timer ??= setInterval(check, Math.min(1_000, milliseconds / 4)).unref()
    next()
  }
}
