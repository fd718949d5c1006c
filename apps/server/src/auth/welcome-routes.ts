import { acceptInvitation, findInvitation, LabError, rememberAddress, type Lab } from '@mitoscope/lab'
import { Router, type RequestHandler, type Response } from 'express'
import { clientNetwork, type ClientAddress } from '../http/client-address.ts'
import type { TeamOptions } from './access.ts'
import { callAccounts, passCookies } from './call-accounts.ts'
import { hashPassword, toBusy } from './hash-passwords.ts'
import { shortestPassword, type Accounts } from './open-accounts.ts'
import { welcomeForm, type WelcomeForm } from './pages/forms.ts'
import { sendPage } from '../http/page.ts'
import { parseForm } from './sign-in-routes.ts'

const longestPassword = 128

/**
 * Serves /welcome, the target of one-time links. Opening a link does not use it up, because mail scanners
 * open links too.
 */
export function welcomeRoutes(
  lab: Lab,
  accounts: Accounts,
  { url }: TeamOptions,
  addressOf: ClientAddress,
  forms: RequestHandler,
): Router {
  const router = Router()

  router.get('/welcome', async (request, response) => {
    const token = typeof request.query.token === 'string' ? request.query.token : ''
    const form = await describeForm(lab, token)
    if (form) sendForm(response, form)
    else sendGone(response)
  })

  router.post('/welcome', forms, async (request, response) => {
    const { token = '', name = '', email = '', password = '' } = parseForm(request)
    const form = await describeForm(lab, token)
    if (!form) return sendGone(response)
    const again = { ...form, name, email: form.email ?? email }
    if (password.length < shortestPassword || password.length > longestPassword) {
      const problem = `The password has ${password.length} characters. Use ${shortestPassword} to ${longestPassword}.`
      return sendForm(response, again, problem)
    }
    try {
      const user = await acceptInvitation(lab, {
        token,
        name,
        email,
        passwordHash: await hashPassword(password),
      })
      // The link proves who they are: guesses of others do not hold them back here.
      await rememberAddress(lab, user.id, clientNetwork(addressOf(request)))
      const answer = await callAccounts(accounts, url, request, addressOf(request), '/sign-in/email', {
        email: user.email,
        password,
      })
      passCookies(answer, response)
      response.redirect(303, answer.ok ? '/' : '/sign-in')
    } catch (error) {
      const busy = toBusy(error)
      if (busy) {
        response.set('retry-after', busy.retryAfter)
        return sendForm(response, again, busy.message, 429)
      }
      if (!(error instanceof LabError)) throw error
      sendForm(response, again, error.message)
    }
  })
  return router
}

async function describeForm(lab: Lab, token: string): Promise<WelcomeForm | undefined> {
  const invitation = await findInvitation(lab, token)
  return invitation && { token, email: invitation.email, reset: invitation.userId !== null }
}

function sendForm(response: Response, form: WelcomeForm, problem?: string, status = 400): void {
  sendPage(response, {
    status: problem === undefined ? 200 : status,
    title: form.reset ? 'Set a new password' : 'Welcome',
    body: welcomeForm(form),
    problem,
  })
}

function sendGone(response: Response): void {
  sendPage(response, {
    status: 410,
    title: 'This link does not work',
    body: '<p>The link is invalid, was used already, has expired, or was made by somebody who is no longer an administrator. Ask an administrator for a new one.</p>\n<p><a href="/sign-in">Sign in</a></p>',
  })
}
