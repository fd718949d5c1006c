import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'

const ids = new WeakMap<IncomingMessage, string>()
const current = new AsyncLocalStorage<string>()

/**
 * Returns the id of a request in logs, audit entries and answers: the caller's x-request-id if it is a plain
 * one.
 */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request)
  if (known !== undefined) return known
  const given = request.headers['x-request-id']
  const id = typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
  ids.set(request, id)
  return id
}

/** Returns the id of the request on whose behalf the caller runs, if there is one. */
export function currentRequestId(): string | undefined {
  return current.getStore()
}

/** Sends the request's id with every answer, and provides it to every function that the request calls. */
export const answerRequestId: RequestHandler = (request, response, next) => {
  const id = requestIdOf(request)
  response.setHeader('x-request-id', id)
  current.run(id, next)
}
