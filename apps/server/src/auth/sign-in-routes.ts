import { fromNodeHeaders } from 'better-auth/node'
import { Router, type Request, type RequestHandler } from 'express'
import type { ClientAddress } from '../http/client-address.ts'
import type { TeamOptions } from './access.ts'
import { callAccounts, passCookies } from './call-accounts.ts'
import { describeFailure } from './describe-failure.ts'
import { clientAddressHeader } from './limit-sign-ins.ts'
import type { Accounts } from './open-accounts.ts'
import { signedInForm, signInForm } from './pages/forms.ts'
import { sendPage } from '../http/page.ts'

/** Serves /sign-in (by password), /sign-in/oidc (by the identity provider) and /sign-out. */
export function signInRoutes(
  accounts: Accounts,
  { url, oidc }: TeamOptions,
  addressOf: ClientAddress,
  forms: RequestHandler,
): Router {
  const router = Router()
  const provider = oidc?.name

  router.get('/sign-in', async (request, response) => {
    const { cookie } = request.headers
    const session = await accounts.api.getSession({ headers: fromNodeHeaders({ cookie }) })
    const failed = typeof request.query.error === 'string' ? request.query.error : undefined
    if (session && failed === undefined) {
      return sendPage(response, { title: 'Signed in', body: signedInForm(session.user.name) })
    }
    sendPage(response, {
      title: 'Sign in',
      body: signInForm({ next: parseNextPath(request.query.next), provider }),
      problem: failed === undefined ? undefined : describeFailure(failed),
    })
  })

  router.post('/sign-in', forms, async (request, response) => {
    const { email = '', password = '', next } = parseForm(request)
    const answer = await callAccounts(accounts, url, request, addressOf(request), '/sign-in/email', {
      email,
      password,
    })
    if (answer.ok) {
      passCookies(answer, response)
      return response.redirect(303, parseNextPath(next))
    }
    const limited = answer.status === 429
    const seconds = answer.headers.get('retry-after') ?? '60'
    if (limited) response.set('retry-after', seconds)
    sendPage(response, {
      status: limited ? 429 : 401,
      title: 'Sign in',
      body: signInForm({ next: parseNextPath(next), email, provider }),
      problem: limited
        ? await readMessage(answer, `Too many attempts. Try again in ${seconds} seconds.`)
        : 'No account has this email and password. Check both.',
    })
  })

  router.get('/sign-in/oidc', async (request, response) => {
    const answer = await callAccounts(accounts, url, request, addressOf(request), '/sign-in/social', {
      provider: 'oidc',
      callbackURL: `${url}${parseNextPath(request.query.next)}`,
      errorCallbackURL: `${url}/sign-in`,
      disableRedirect: true,
    })
    const { url: target } = (await answer.json().catch(() => ({}))) as { url?: string }
    passCookies(answer, response)
    response.redirect(303, answer.ok && target !== undefined ? target : '/sign-in?error=provider')
  })

  // Where the provider sends people back to. What the library says of somebody it does not let in is for programs.
  router.get('/api/auth/callback/oidc', async (request, response) => {
    const headers = fromNodeHeaders({
      cookie: request.headers.cookie,
      [clientAddressHeader]: addressOf(request),
    })
    const answer = await accounts.handler(new Request(`${url}${request.originalUrl}`, { headers }))
    passCookies(answer, response)
    response.redirect(303, answer.headers.get('location') ?? '/sign-in?error=refused')
  })

  router.post('/sign-out', forms, async (request, response) => {
    passCookies(await callAccounts(accounts, url, request, addressOf(request), '/sign-out', {}), response)
    response.redirect(303, '/sign-in')
  })
  return router
}

/** Returns what the library says, if it says when to try again. */
async function readMessage(answer: globalThis.Response, otherwise: string): Promise<string> {
  const { message } = (await answer.json().catch(() => ({}))) as { message?: unknown }
  return typeof message === 'string' && answer.headers.has('retry-after') ? message : otherwise
}

/** Returns the fields of a form that hold text. */
export function parseForm(request: Request): Partial<Record<string, string>> {
  const fields = Object.entries((request.body ?? {}) as object)
  return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string'))
}

/** Returns the page to open after signing in: a path of this lab, never another site. */
function parseNextPath(given: unknown): string {
  return typeof given === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(given) ? given : '/'
}
