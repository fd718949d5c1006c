import { acceptSignIn, admitSignIn, rememberAddress, withdrawSignIn, type Lab } from '@mitoscope/lab'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { clientNetwork } from '../http/client-address.ts'
import { refuseIfBusy, toBusy } from './hash-passwords.ts'

/** Header with the client's address as this server sees it; a value sent by the client is overwritten. */
export const clientAddressHeader = 'x-mitoscope-client'

const byPassword = '/sign-in/email'

/** Creates hooks of the sign-in library that delay password guessing at each of its endpoints. */
export function limitSignIns(lab: Lab) {
  return {
    before: createAuthMiddleware(async ({ path, headers, body }) => {
      if (path !== byPassword) return
      // Before anything is asked of the database, and before the attempt counts.
      refuseIfBusy()
      const seconds = await admitSignIn(lab, parseAttempt(headers, body))
      if (seconds === 0) return
      const message = `Too many failed attempts. Try again in ${seconds} seconds.`
      throw new APIError('TOO_MANY_REQUESTS', { message }, { 'retry-after': String(seconds) })
    }),
    after: createAuthMiddleware(async ({ path, headers, body, context }) => {
      const { newSession, returned } = context
      if (path === byPassword && toBusy(returned)) await withdrawSignIn(lab, parseAttempt(headers, body))
      if (!newSession) return
      const attempt = parseAttempt(headers, body)
      if (path === byPassword) await acceptSignIn(lab, newSession.user.id, attempt)
      else await rememberAddress(lab, newSession.user.id, attempt.address)
    }),
  }
}

function parseAttempt(headers: Headers | undefined, body: unknown) {
  const { email } = (body ?? {}) as { email?: unknown }
  return {
    email: typeof email === 'string' ? email : '',
    address: clientNetwork(headers?.get(clientAddressHeader) ?? ''),
  }
}
