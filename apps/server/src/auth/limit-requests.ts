import type { RequestHandler } from 'express'
import { answerError } from '../http/answer-errors.ts'
import { clientNetwork, type ClientAddress } from '../http/client-address.ts'

const windowMs = 60_000
/** Requests of one network in a window. */
const mostRequests = 100
/** Requests of one network that are worked on at once. */
const mostOpen = 10
/** Networks that are remembered before those whose window has passed are dropped. */
const mostNetworks = 10_000

interface Network {
  since: number
  requests: number
  open: number
}

/**
 * Creates a handler that answers 429 to a network that sends more requests for signing in than people do, before any
 * statement is sent: a refusal must cost the server less than the request costs its
 * sender. The limits behind it count in the database, for all servers.
 */
export function limitRequests(addressOf: ClientAddress, now: () => number = Date.now): RequestHandler {
  const networks = new Map<string, Network>()
  return (request, response, next) => {
    const key = clientNetwork(addressOf(request))
    const network = networks.get(key) ?? { since: now(), requests: 0, open: 0 }
    if (now() - network.since >= windowMs) Object.assign(network, { since: now(), requests: 0 })
    const spent = network.requests >= mostRequests
    if (spent || network.open >= mostOpen) {
      const seconds = spent ? Math.ceil((network.since + windowMs - now()) / 1_000) : 1
      // What is left of the body is not read, so nothing can follow it on this connection.
      response.set({ 'retry-after': String(seconds), connection: 'close' })
      return answerError(
        response,
        429,
        'RESOURCE_EXHAUSTED',
        `Too many requests for signing in. Try again in ${seconds} s.`,
      )
    }
    network.requests++
    network.open++
    response.once('close', () => network.open--)
    if (networks.size >= mostNetworks) dropPassed(networks, now())
    networks.set(key, network)
    next()
  }
}

function dropPassed(networks: Map<string, Network>, now: number): void {
  for (const [key, { since, open }] of networks)
    if (open === 0 && now - since >= windowMs) networks.delete(key)
}
