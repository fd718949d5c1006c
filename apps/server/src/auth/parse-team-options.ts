import { LabError } from '@mitoscope/lab'
import type { TeamOptions } from './access.ts'
import { parseOidcOptions } from './parse-oidc-options.ts'

export interface TeamSettings {
  readonly team?: boolean
  /** Public address of the lab. */
  readonly url?: string
  readonly host?: string
  readonly port: number
  /** Proxies in front of the server, separated by commas. */
  readonly trustedProxies?: string
}

/**
 * Returns the options of team mode from the command line and the environment (MITOSCOPE_TEAM, MITOSCOPE_URL,
 * MITOSCOPE_TRUSTED_PROXIES, MITOSCOPE_OIDC_…); undefined for local mode. Throws BAD_USER_INPUT for settings
 * that contradict each other.
 */
export function parseTeamOptions(settings: TeamSettings, env: NodeJS.ProcessEnv): TeamOptions | undefined {
  const { team = env.MITOSCOPE_TEAM === '1', url = env.MITOSCOPE_URL, host = '127.0.0.1', port } = settings
  if (!team) return undefined
  const oidc = parseOidcOptions(env)
  const trustedProxies = parseProxies(settings.trustedProxies ?? env.MITOSCOPE_TRUSTED_PROXIES)
  if (url !== undefined && url !== '') return { url: parseUrl(url), oidc, trustedProxies }
  if (['127.0.0.1', 'localhost', '::1'].includes(host) && port !== 0) {
    return { url: `http://localhost:${port}`, oidc, trustedProxies }
  }
  throw new LabError(
    'BAD_USER_INPUT',
    'url: the address at which users sign in does not follow from --host and --port. Give it with --url or MITOSCOPE_URL, for example https://lab.example.org.',
  )
}

function parseProxies(given = ''): readonly string[] {
  const entries = given.split(',').map((entry) => entry.trim())
  return entries.filter((entry) => entry !== '')
}

function parseUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url.origin
  throw new LabError(
    'BAD_USER_INPUT',
    `url: "${given}" is not the address of a server. Give scheme, host and port without a path, for example https://lab.example.org.`,
  )
}
