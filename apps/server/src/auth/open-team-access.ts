import { inviteFirstAdmin, type Lab } from '@mitoscope/lab'
import type { Access, TeamOptions } from './access.ts'
import { authenticateTeam, explainTeam } from './authenticate-team.ts'
import { createAuthRouter } from './auth-router.ts'
import { openClientAddress } from '../http/client-address.ts'
import { guardTeam } from './guard-requests.ts'
import { openAccounts, loadAccountsSecret, type Accounts } from './open-accounts.ts'
import { registerTeam } from './team-accounts.ts'

/** Opens accounts, sessions and tokens. Logs the link to the first account while none exists. */
export async function openTeamAccess(lab: Lab, options: TeamOptions): Promise<Access> {
  const url = options.url.replace(/\/+$/, '')
  const accounts = openAccounts(lab, { ...options, url, secret: await loadAccountsSecret(lab) })
  const addressOf = openClientAddress(options.trustedProxies, (address) =>
    lab.log.warn(
      `A request came through a proxy at ${address}, which is not trusted: all who come through it count as one client, with one limit of sign-ins. If it is yours, serve with --trusted-proxies ${address}.`,
    ),
  )
  const link = (path: string) => `${url}${path}`
  registerTeam(lab, { link, mint: (token) => mint(accounts, token) })
  const token = await inviteFirstAdmin(lab)
  if (token !== undefined) {
    lab.log.warn(`The lab has no accounts yet. Become its administrator: ${link(`/welcome?token=${token}`)}`)
  }
  return {
    mode: 'team',
    authenticate: authenticateTeam(lab, accounts),
    explain: explainTeam(lab),
    guard: guardTeam(url),
    addressOf,
    router: createAuthRouter(lab, accounts, { ...options, url }, addressOf),
  }
}

type Mint = Parameters<typeof registerTeam>[1]['mint']

async function mint(accounts: Accounts, { userId, name, scope, days }: Parameters<Mint>[0]) {
  const body = { userId, name, expiresIn: days * 24 * 60 * 60, permissions: { lab: [scope] } }
  const { id, key } = await accounts.api.createApiKey({ body })
  return { id, token: key }
}
