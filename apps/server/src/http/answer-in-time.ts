import type { RequestHandler } from 'express'
import { answerError } from './answer-errors.ts'

/**
 * Answers with 503 after a time limit, which includes the arrival of the body. Work that the request started
 * continues.
 */
export function answerInTime(milliseconds: number): RequestHandler {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return
      response.setHeader('connection', 'close')
      const message = `The request took longer than ${milliseconds} ms. Request less at a time, or try again later.`
      answerError(response, 503, 'TIMEOUT', message)
      // A body that still trickles in is not waited for.
      if (!request.complete) response.once('finish', () => request.destroy())
    }, milliseconds)
    response.once('close', () => clearTimeout(timer))
    next()
  }
}
