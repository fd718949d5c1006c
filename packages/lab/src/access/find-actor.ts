import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { roles, type Actor, type Role } from './actor.ts'

interface Found {
  readonly userId: string
  readonly name: string
  readonly siteAdmin: boolean
  readonly projects: Readonly<Record<string, Role>>
}

const projects = sql<Found['projects']>`(
  select coalesce(jsonb_object_agg(project_id, role), '{}') from project_member where user_id = auth_user.id
)`.as('projects')
const columns = ['authUser.id as userId', 'authUser.name', 'authUser.siteAdmin', projects] as const

/** Who a signed-in user is, with the roles of this moment; undefined when the account is gone or disabled. */
export async function findActorOfUser(lab: Lab, userId: string): Promise<Actor | undefined> {
  const found = await lab.db
    .selectFrom('authUser')
    .select(columns)
    .where('authUser.id', '=', userId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return found && toActor(found, null, 'admin')
}

/** Who sends an API token, by the token's hash; undefined when it is unknown, revoked or expired. */
export async function findActorOfToken(lab: Lab, hash: string): Promise<Actor | undefined> {
  const found = await lab.db
    .selectFrom('apiToken')
    .innerJoin('authUser', 'authUser.id', 'apiToken.referenceId')
    .select(columns)
    .select(['apiToken.id as tokenId', 'apiToken.permissions', 'apiToken.lastRequest'])
    .where('apiToken.key', '=', hash)
    .where('apiToken.enabled', 'is not', false)
    .where('authUser.disabledAt', 'is', null)
    .where((where) =>
      where.or([where('apiToken.expiresAt', 'is', null), where('apiToken.expiresAt', '>', sql<Date>`now()`)]),
    )
    .executeTakeFirst()
  const scope = found && readScope(found.permissions)
  if (!found || !scope) return undefined
  await rememberUse(lab, found.tokenId, found.lastRequest)
  return toActor(found, found.tokenId, scope)
}

/** The scope that a token was given, as its permissions say it. */
export function readScope(permissions: string | null): Role | undefined {
  const { lab: [scope] = [] } = JSON.parse(permissions ?? '{}') as { lab?: Role[] }
  return scope !== undefined && roles.includes(scope) ? scope : undefined
}

function toActor(found: Found, tokenId: string | null, scope: Role): Actor {
  return {
    userId: found.userId,
    name: found.name,
    tokenId,
    projects: new Map(Object.entries(found.projects)),
    siteAdmin: found.siteAdmin,
    scope,
    requestId: null,
  }
}

const useIsNew = 60_000

/** Keeps when a token was last used, to the minute: not every request is a write. */
async function rememberUse(lab: Lab, tokenId: string, last: Date | null): Promise<void> {
  if (last && Date.now() - last.getTime() < useIsNew) return
  await lab.db.updateTable('apiToken').set({ lastRequest: new Date() }).where('id', '=', tokenId).execute()
}
