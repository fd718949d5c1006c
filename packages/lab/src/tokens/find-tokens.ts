import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'
import { toApiToken, type ApiToken } from './api-token.ts'

/** The actor's own tokens, newest first. */
export async function listTokens(lab: Lab, actor: Actor): Promise<ApiToken[]> {
  if (actor.userId === null) return []
  const found = await lab.db
    .selectFrom('apiToken')
    .selectAll()
    .where('referenceId', '=', actor.userId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  return found.map(toApiToken)
}

/** One of the actor's own tokens. */
export async function findToken(lab: Lab, actor: Actor, id: string): Promise<ApiToken | undefined> {
  if (actor.userId === null) return undefined
  const found = await lab.db
    .selectFrom('apiToken')
    .selectAll()
    .where('id', '=', id)
    .where('referenceId', '=', actor.userId)
    .executeTakeFirst()
  return found && toApiToken(found)
}
