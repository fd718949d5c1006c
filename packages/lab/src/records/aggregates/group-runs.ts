import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { compileRunFilter } from '../runs/filter/compile-run-filter.ts'
import { scalarOf } from '../runs/filter/json-value.ts'
import { RunJoins } from '../runs/filter/run-joins.ts'
import type { RunFilter } from '../runs/filter/run-filter.ts'
import { inScope, isVisible, scopeTable, type RunScope } from '../runs/run-scope.ts'
import { toAggregate, type Aggregate, type Moments } from './aggregate.ts'
import { momentsOf, type Quantity } from './quantity.ts'

export const groupFields = ['width', 'weightDecay', 'seed', 'dataset', 'state', 'model', 'sweep'] as const
export type GroupField = (typeof groupFields)[number]

export interface GroupRuns {
  readonly scope: RunScope
  readonly filter?: RunFilter | null
  readonly fields?: readonly GroupField[] | null
  /** Paths of the configuration. */
  readonly config?: readonly string[] | null
  /** True to group runs that differ only by their seeds. */
  readonly allButSeed?: boolean | null
}

export interface RunGroup {
  /** Values shared by the runs of the group, in the requested order; null for a missing value. */
  readonly keys: readonly { readonly name: string; readonly value: unknown }[]
  readonly runCount: number
  readonly finishedCount: number
  readonly aggregates: readonly Aggregate[]
}

const maxGroups = 1_000
const maxKeys = 20

/** Groups runs, with mean and spread of each quantity over each group, in one statement. */
export async function groupRuns(
  lab: Lab,
  actor: Actor,
  request: GroupRuns,
  quantities: readonly Quantity[],
): Promise<RunGroup[]> {
  const joins = new RunJoins()
  const moments = quantities.map((quantity) => momentsOf(quantity, joins))
  const rows = await selectGroups<{ runCount: number; finishedCount: number; moments: Moments[] }>(
    lab,
    actor,
    request,
    joins,
    sql`count(*) as run_count, count(*) filter (where run.state = 'finished') as finished_count,
      json_build_array(${sql.join(moments)}) as moments`,
  )
  return rows.map(({ moments: found, ...group }) => ({ ...group, aggregates: found.map(toAggregate) }))
}

/** Lists the ids of the first runs of each group of groupRuns, by width, seed and age, in one statement. */
export async function listRunsOfGroups(
  lab: Lab,
  actor: Actor,
  request: GroupRuns,
  first: number,
): Promise<(Pick<RunGroup, 'keys'> & { readonly ids: readonly string[] })[]> {
  return selectGroups(
    lab,
    actor,
    request,
    new RunJoins(),
    sql`(array_agg(run.id order by run.width, run.seed, run.created_at, run.id))[:${first}::int] as ids`,
  )
}

async function selectGroups<T>(
  lab: Lab,
  actor: Actor,
  request: GroupRuns,
  joins: RunJoins,
  selected: RawBuilder<unknown>,
): Promise<(T & Pick<RunGroup, 'keys'>)[]> {
  const keys = keysOf(request, joins).slice(0, maxKeys)
  const filter = compileRunFilter(request.filter ?? {}, joins)
  const values = sql.join(keys.map(({ expression }) => expression))
  const { rows } = await sql<T & { keys: unknown[] }>`
    select jsonb_build_array(${values}) as keys, ${selected}
    from ${scopeTable([request.scope])} join training_run as run on ${inScope(request.scope)} ${joins.toSql()}
    where ${isVisible(actor)} and ${filter} group by 1 order by 1 limit ${maxGroups}`.execute(lab.db)
  return rows.map(({ keys: own, ...group }) => ({
    ...(group as T),
    keys: keys.map(({ name }, i) => ({ name, value: own[i] })),
  }))
}

function keysOf({ fields, config, allButSeed }: GroupRuns, joins: RunJoins) {
  const keys: { name: string; expression: RawBuilder<unknown> }[] = []
  const all: readonly GroupField[] = ['model', 'width', 'weightDecay', 'dataset']
  for (const field of new Set([...(allButSeed ? all : []), ...(fields ?? [])]))
    keys.push({ name: field, expression: columns[field] })
  if (allButSeed) keys.push({ name: 'config', expression: sql`run.config - 'seed'` })
  for (const path of new Set(config ?? []))
    keys.push({ name: path, expression: scalarOf(joins.config(path)) })
  return keys
}

const columns: Readonly<Record<GroupField, RawBuilder<unknown>>> = {
  width: sql`run.width`,
  weightDecay: sql`run.weight_decay`,
  seed: sql`run.seed`,
  dataset: sql`run.dataset`,
  state: sql`run.state`,
  model: sql`run.model_id`,
  sweep: sql`run.sweep_id`,
}
