import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { emptyPage, planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'
import { toApiToken, type ApiToken } from './api-token.ts'

const newestFirst: readonly OrderKey[] = [
  { expression: sql`api_token.created_at`, type: timeKey, descending: true, nullable: false },
  { expression: sql`api_token.id`, type: textKey, descending: false, nullable: false },
]

/** Lists the actor's own tokens, newest first. */
export async function listTokens(lab: Lab, actor: Actor, request: PageRequest = {}): Promise<Page<ApiToken>> {
  const plan = planPage(newestFirst, request, 'tokens')
  if (!plan || actor.userId === null) return emptyPage
  const own = lab.db.selectFrom('apiToken').where('referenceId', '=', actor.userId)
  const page = await selectPage(plan, own, own.selectAll())
  return { ...page, nodes: page.nodes.map(toApiToken) }
}

/** Finds tokens of the actor by id. */
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
