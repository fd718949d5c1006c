import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'

const ids = new WeakMap<IncomingMessage, string>()

/** What the request is called in logs, audit entries and answers: the caller's x-request-id if it is a plain one. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request)
  if (known !== undefined) return known
  const given = request.headers['x-request-id']
  const id = typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
  ids.set(request, id)
  return id
}

/** Says the request's id in every answer. */
export const answerRequestId: RequestHandler = (request, response, next) => {
  response.setHeader('x-request-id', requestIdOf(request))
  next()
}
