import type { Request, Response } from 'express'
import { clientAddressHeader } from './limit-sign-ins.ts'
import type { Accounts } from './open-accounts.ts'

/** Calls an endpoint of the library on behalf of a form, with that endpoint's limits, checks and cookies. */
export async function callAccounts(
  accounts: Accounts,
  url: string,
  request: Request,
  address: string,
  path: string,
  body: object,
): Promise<globalThis.Response> {
  const headers = new Headers({
    'content-type': 'application/json',
    origin: new URL(url).origin,
    [clientAddressHeader]: address,
  })
  const { cookie, 'user-agent': agent } = request.headers
  if (cookie !== undefined) headers.set('cookie', cookie)
  if (agent !== undefined) headers.set('user-agent', agent)
  return accounts.handler(
    new Request(`${url}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}

/** Copies the cookies that the library set to the browser's response. */
export function passCookies(from: globalThis.Response, to: Response): void {
  for (const cookie of from.headers.getSetCookie()) to.append('set-cookie', cookie)
}
