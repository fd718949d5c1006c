import type { Socket } from 'node:net'
import type { RequestHandler, Response } from 'express'

interface Answer {
  readonly response: Response
  readonly socket: Socket
  /** Changes with every piece that is taken or added. */
  progress: string
  since: number
}

/**
 * Ends the connection of whoever takes nothing of an answer for so many milliseconds, whatever it sends meanwhile: what
 * waits to be sent is held in memory. An answer that is still being made is none that waits.
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
