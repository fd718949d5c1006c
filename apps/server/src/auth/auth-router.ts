import type { Lab } from '@mitoscope/lab'
import { toNodeHandler } from 'better-auth/node'
import { Router, urlencoded, type RequestHandler } from 'express'
import type { ClientAddress } from '../http/client-address.ts'
import type { TeamOptions } from './access.ts'
import { changePasswordPath } from './end-other-sessions.ts'
import { clientAddressHeader } from './limit-sign-ins.ts'
import type { Accounts } from './open-accounts.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { welcomeRoutes } from './welcome-routes.ts'

/**
 * Endpoints of the library that are reachable. Commands of the lab, which write to the audit trail, do the
 * rest.
 */
const open = ['/sign-in/email', '/sign-in/social', '/sign-out', '/get-session', changePasswordPath]

/** Creates the router of the pages and endpoints of signing in. */
export function createAuthRouter(
  lab: Lab,
  accounts: Accounts,
  options: TeamOptions,
  addressOf: ClientAddress,
): Router {
  const router = Router()
  const handle = toNodeHandler(accounts)
  const callLibrary: RequestHandler = (request, response) => {
    request.headers[clientAddressHeader] = addressOf(request)
    return handle(request, response)
  }
  for (const path of open) router.all(`/api/auth${path}`, callLibrary)
  const forms = urlencoded({ extended: false, limit: '16kb' })
  router.use(signInRoutes(accounts, options, addressOf, forms))
  router.use(welcomeRoutes(lab, accounts, options, addressOf, forms))
  return router
}
