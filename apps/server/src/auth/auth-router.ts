import type { Lab } from '@mitoscope/lab'
import { fromNodeHeaders } from 'better-auth/node'
import { raw, Router, urlencoded, type RequestHandler } from 'express'
import { answerError } from '../http/answer-errors.ts'
import type { ClientAddress } from '../http/client-address.ts'
import type { TeamOptions } from './access.ts'
import { passCookies } from './call-accounts.ts'
import { changePasswordPath } from './end-other-sessions.ts'
import { limitRequests } from './limit-requests.ts'
import { clientAddressHeader } from './limit-sign-ins.ts'
import type { Accounts } from './open-accounts.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { welcomeRoutes } from './welcome-routes.ts'

/**
 * Endpoints of the library that are reachable. Commands of the lab, which write to the audit trail, do the
 * rest.
 */
const open = ['/sign-in/email', '/sign-in/social', '/sign-out', '/get-session', changePasswordPath]

/** Longest body of a form or of a call of the library. */
const longestBody = 16 * 1_024

/** Creates the router of the pages and endpoints of signing in. */
export function createAuthRouter(
  lab: Lab,
  accounts: Accounts,
  options: TeamOptions,
  addressOf: ClientAddress,
): Router {
  const router = Router()
  // Behind the parsers: bodies that never come to their end have a bound of their own.
  const limited = limitRequests(addressOf)
  const forms = urlencoded({ extended: false, limit: longestBody })
  router.post(['/sign-in', '/sign-out', '/welcome'], rejectLongBody, forms, limited)
  router.get('/sign-in/oidc', limited)
  // The library takes a body of any length.
  const body = raw({ limit: longestBody, type: () => true, inflate: false })
  const call = callLibrary(accounts, options.url, addressOf)
  for (const path of open) router.all(`/api/auth${path}`, rejectLongBody, body, limited, call)
  router.use(signInRoutes(accounts, options, addressOf, forms))
  router.use(welcomeRoutes(lab, accounts, options, addressOf, forms))
  return router
}

/** Answers 413 before the body is read: the parser answers once it has all of a body that is too long. */
const rejectLongBody: RequestHandler = (request, response, next) => {
  if (!(Number(request.headers['content-length']) > longestBody)) return next()
  // What is left of the body is not read, so nothing can follow it on this connection.
  response.set('connection', 'close')
  answerError(response, 413, 'PAYLOAD_TOO_LARGE', `The body is too large. Send at most ${longestBody} bytes.`)
}

/** Passes a request on to the library, with its body as it was read. */
function callLibrary(accounts: Accounts, url: string, addressOf: ClientAddress): RequestHandler {
  return async (request, response) => {
    const headers = fromNodeHeaders({ ...request.headers, [clientAddressHeader]: addressOf(request) })
    const { method, originalUrl, body: read } = request
    const body = Buffer.isBuffer(read) && read.length > 0 ? new Uint8Array(read) : undefined
    const answer = await accounts.handler(new Request(`${url}${originalUrl}`, { method, headers, body }))
    passCookies(answer, response)
    for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.set(name, value)
    response.status(answer.status).send(Buffer.from(await answer.arrayBuffer()))
  }
}
