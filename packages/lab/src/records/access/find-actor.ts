import { sql } from 'kysely'
import type { Lab } from '../../platform/lab/lab.ts'
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

/**
 * Finds the actor of a signed-in user, with the user's current roles; undefined if the account is deleted or
 * disabled. `sessionId` names the sign-in, which the caller has checked.
 */
export async function findActorOfUser(
  lab: Lab,
  userId: string,
  sessionId: string | null = null,
): Promise<Actor | undefined> {
  const found = await lab.db
    .selectFrom('authUser')
    .select(columns)
    .where('authUser.id', '=', userId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return found && toActor(found, { sessionId }, 'admin')
}

/**
 * Finds the actor of a session by its id; undefined if the session has ended or expired, or its account is
 * disabled.
 */
export async function findActorOfSession(lab: Lab, sessionId: string): Promise<Actor | undefined> {
  const session = await lab.db
    .selectFrom('authSession')
    .select('userId')
    .where('id', '=', sessionId)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return session && findActorOfUser(lab, session.userId, sessionId)
}

/** Finds the actor of an API token by the token's hash; undefined if it is unknown, revoked or expired. */
export async function findActorOfToken(lab: Lab, hash: string): Promise<Actor | undefined> {
  const found = await findToken(lab, 'key', hash)
  if (!found) return undefined
  await recordUse(lab, found.tokenId, found.lastRequest)
  return toActor(found, found, found.scope)
}

/** Finds the actor of a token by the token's id, without recording a use of the token. */
export async function findActorOfTokenId(lab: Lab, tokenId: string): Promise<Actor | undefined> {
  const found = await findToken(lab, 'id', tokenId)
  return found && toActor(found, found, found.scope)
}

async function findToken(lab: Lab, by: 'key' | 'id', value: string) {
  const found = await lab.db
    .selectFrom('apiToken')
    .innerJoin('authUser', 'authUser.id', 'apiToken.referenceId')
    .select(columns)
    .select(['apiToken.id as tokenId', 'apiToken.permissions', 'apiToken.lastRequest'])
    .where(`apiToken.${by}`, '=', value)
    .where('apiToken.enabled', 'is not', false)
    .where('authUser.disabledAt', 'is', null)
    .where((where) =>
      where.or([where('apiToken.expiresAt', 'is', null), where('apiToken.expiresAt', '>', sql<Date>`now()`)]),
    )
    .executeTakeFirst()
  const scope = found && parseScope(found.permissions)
  return found && scope && { ...found, scope }
}

/** Returns the scope that a token's permissions grant. */
export function parseScope(permissions: string | null): Role | undefined {
  const { lab: [scope] = [] } = JSON.parse(permissions ?? '{}') as { lab?: Role[] }
  return scope !== undefined && roles.includes(scope) ? scope : undefined
}

function toActor(
  found: Found,
  { tokenId = null, sessionId = null }: Partial<Pick<Actor, 'tokenId' | 'sessionId'>>,
  scope: Role,
): Actor {
  return {
    userId: found.userId,
    name: found.name,
    tokenId,
    sessionId,
    projects: new Map(Object.entries(found.projects)),
    siteAdmin: found.siteAdmin,
    scope,
    requestId: null,
  }
}

const useIntervalMs = 60_000

/** Records when a token was last used, to the minute, so that not every request writes. */
async function recordUse(lab: Lab, tokenId: string, last: Date | null): Promise<void> {
  if (last && Date.now() - last.getTime() < useIntervalMs) return
  await lab.db.updateTable('apiToken').set({ lastRequest: new Date() }).where('id', '=', tokenId).execute()
}
