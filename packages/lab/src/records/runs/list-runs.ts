import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Deleted } from '../../platform/rows/filters.ts'
import { type Page, type PageRequest, planPage, type PageRow } from '../../platform/rows/paging.ts'
import { compileRunFilter } from './filter/compile-run-filter.ts'
import { RunJoins } from './filter/run-joins.ts'
import type { RunFilter } from './filter/run-filter.ts'
import { newestFirst, runOrderKeys, type RunOrder } from './run-order.ts'
import { inScope, isVisible, scopeTable, type RunScope } from './run-scope.ts'
import type { TrainingRun } from './training-run.ts'

export interface ListRuns extends PageRequest {
  readonly filter?: RunFilter | null
  readonly orderBy?: readonly RunOrder[] | null
  readonly deleted?: Deleted | null
  /** Ids to which the list is limited. */
  readonly ids?: readonly string[]
}

/** Lists a page of the runs in a scope. */
export async function listRuns(
  lab: Lab,
  actor: Actor,
  scope: RunScope,
  request: ListRuns = {},
): Promise<Page<TrainingRun>> {
  return (await listRunsOf(lab, actor, [scope], request))[0]
}

/** Lists the same page of each of several scopes of one kind, in one statement, plus one for all their counts. */
export async function listRunsOf(
  lab: Lab,
  actor: Actor,
  scopes: readonly RunScope[],
  request: ListRuns,
): Promise<Page<TrainingRun>[]> {
  const joins = new RunJoins()
  const orderBy = request.orderBy?.length ? request.orderBy : newestFirst
  const keys = runOrderKeys(orderBy, joins)
  const plan = planPage(keys, request, orderBy)
  const filter = compileRunFilter(request.filter ?? {}, joins)
  const from = sql`training_run as run ${joins.toSql()}
    where ${inScope(scopes[0])} and ${isVisible(actor, request.deleted ?? 'exclude')} and ${filter}
      and ${request.ids ? sql`run.id = any(${[...request.ids]}::uuid[])` : sql`true`}`
  const { rows } = await sql<TrainingRun & PageRow & { scope: number }>`
    select scope.n as scope, page.* from ${scopeTable(scopes)} cross join lateral (
      select run.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
      order by ${plan.orderBy} limit ${plan.limit}
    ) as page`.execute(lab.db)
  let counts: Promise<Map<number, number>> | undefined
  const selectCounts = async () => {
    const { rows: counted } = await sql<{ n: number; count: number }>`
      select scope.n, (select count(*) from ${from}) as count from ${scopeTable(scopes)}`.execute(lab.db)
    return new Map(counted.map(({ n, count }) => [n, count]))
  }
  return scopes.map((_, n) =>
    plan.toPage(
      rows.filter(({ scope }) => scope === n).map(({ scope: _, ...run }) => run),
      async () => (await (counts ??= selectCounts())).get(n) ?? 0,
    ),
  )
}
