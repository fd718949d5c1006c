import type { Socket } from 'node:net'
import type { Request, RequestHandler, Response } from 'express'
import { answerError } from './answer-errors.ts'
import { clientNetwork, type ClientAddress } from './client-address.ts'

export interface BodyLimits {
  /** Milliseconds for a whole body to arrive, unless its route has a limit of its own. */
  readonly deadline: number
  /** Milliseconds without a byte after which a body is given up, however long it may take in total. */
  readonly idle: number
  /** Requests of one address whose bodies may arrive at the same time. */
  readonly perAddress: number
}

const usual: BodyLimits = { deadline: 20_000, idle: 60_000, perAddress: 64 }

/**
 * Routes without a deadline for bodies: uploads take hours while bytes arrive, and /graphql limits the whole
 * request.
 */
const withoutDeadline = /^\/(files\/uploads|graphql)(\/|$)/

interface Body {
  readonly request: Request
  readonly response: Response
  readonly socket: Socket
  readonly deadline: number
  bytes: number
  heardAt: number
}

/**
 * Limits the time that bodies take, by route, and the number that one address sends at once: beyond a few
 * dozen, the body that has been silent the longest is dropped.
 */
export function limitBodies(addressOf: ClientAddress, given: Partial<BodyLimits> = {}): RequestHandler {
  const limits = { ...usual, ...given }
  const addresses = new Map<string, Set<Body>>()
  let timer: NodeJS.Timeout | undefined

  /** Removes the bodies that have arrived, and ends those that are too late. */
  function check(): void {
    const now = performance.now()
    for (const [address, bodies] of addresses) {
      listen(bodies, now)
      for (const body of bodies) {
        if (now - body.heardAt > limits.idle)
          end(bodies, body, 408, `No byte of the body came within ${limits.idle} ms. Send it again.`)
        else if (now > body.deadline)
          end(bodies, body, 408, `The body did not come within ${limits.deadline} ms. Send it again.`)
      }
      if (bodies.size === 0) addresses.delete(address)
    }
    if (addresses.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return (request, response, next) => {
    if (!hasBody(request)) return next()
    const address = clientNetwork(addressOf(request))
    const bodies = addresses.get(address) ?? new Set()
    addresses.set(address, bodies)
    const now = performance.now()
    if (bodies.size >= limits.perAddress) {
      listen(bodies, now)
      if (bodies.size >= limits.perAddress)
        end(
          bodies,
          mostSilent(bodies),
          429,
          `More than ${limits.perAddress} requests of your address wait for their bodies. Send fewer at a time.`,
        )
    }
    const deadline = withoutDeadline.test(request.path) ? Infinity : now + limits.deadline
    const { socket } = request
    bodies.add({ request, response, socket, deadline, bytes: socket.bytesRead, heardAt: now })
    timer ??= setInterval(check, Math.min(1_000, limits.deadline / 4, limits.idle / 4)).unref()
    next()
  }
}

function hasBody({ headers, complete }: Request): boolean {
  return (
    !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)
  )
}

/** Records which bodies received bytes, and removes those that are complete or whose sender has gone. */
function listen(bodies: Set<Body>, now: number): void {
  for (const body of bodies) {
    const { request, socket } = body
    if (request.complete || socket.destroyed) bodies.delete(body)
    // What has come and is not taken yet is not the sender's fault.
    else if (socket.bytesRead !== body.bytes || request.readableLength > 0) body.heardAt = now
    body.bytes = socket.bytesRead
  }
}

function mostSilent(bodies: ReadonlySet<Body>): Body {
  return [...bodies].reduce((one, other) => (other.heardAt < one.heardAt ? other : one))
}

function end(bodies: Set<Body>, body: Body, status: number, message: string): void {
  bodies.delete(body)
  const { request, response } = body
  // Destroyed itself, and not its connection alone, so that whoever reads it hears of it.
  const destroy = () => void request.destroy(new Error(message))
  if (response.headersSent) return destroy()
  response.setHeader('connection', 'close').once('finish', destroy)
  answerError(response, status, status === 408 ? 'TIMEOUT' : 'RESOURCE_EXHAUSTED', message)
}
