import type { IncomingMessage } from 'node:http'

/** Returns the reason for which a request is rejected; undefined if it is accepted. */
export type RequestGuard = (request: Pick<IncomingMessage, 'headers'>) => string | undefined

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Accepts requests of local mode. Local mode trusts every client of the loopback address, and a browser on
 * this machine reaches that address for any web page. Therefore the page must be the lab's own, and the host
 * name must not be one that a stranger's DNS resolves to this machine.
 */
export const guardLocal: RequestGuard = (request) => {
  const { host = '' } = request.headers
  if (!loopbackHost.test(host)) {
    return `Without accounts the lab is available as localhost only, not as "${host.slice(0, 100)}". Open it at localhost, or serve it with --team.`
  }
  return rejectForeign(request, [`http://${host.toLowerCase()}`])
}

/**
 * Returns the guard of team mode. Cookies authenticate people, so a page of another site must not send
 * requests for them.
 */
export function guardTeam(url: string): RequestGuard {
  const own = [new URL(url).origin]
  return (request) => rejectForeign(request, own)
}

function rejectForeign({ headers }: Pick<IncomingMessage, 'headers'>, own: string[]): string | undefined {
  const { origin } = headers
  if (origin !== undefined && !own.includes(origin.toLowerCase())) {
    return `Pages of ${origin.slice(0, 100)} may not send requests to this lab. Open the lab at ${own[0]}.`
  }
  const site = headers['sec-fetch-site']
  // A link from elsewhere may lead here; nothing else from elsewhere may.
  const follows = headers['sec-fetch-mode'] === 'navigate'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !follows && origin === undefined) {
    return 'Pages of another site may not send requests to this lab. Open the lab at its own address.'
  }
  return undefined
}
