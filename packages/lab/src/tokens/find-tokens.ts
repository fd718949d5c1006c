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

/** Those of the actor's own tokens that have these ids. */
export async function findTokens(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ApiToken>> {
  if (actor.userId === null || ids.length === 0) return new Map()
  const found = await lab.db
    .selectFrom('apiToken')
    .selectAll()
    .where('id', 'in', ids)
    .where('referenceId', '=', actor.userId)
    .execute()
  return new Map(found.map((row) => [row.id, toApiToken(row)]))
}
