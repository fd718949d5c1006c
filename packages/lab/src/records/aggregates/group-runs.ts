import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { compileRunFilter } from '../runs/filter/compile-run-filter.ts'
import { scalarOf } from '../runs/filter/json-value.ts'
import { RunJoins } from '../runs/filter/run-joins.ts'
import type { RunFilter } from '../runs/filter/run-filter.ts'
import { inScope, isVisible, scopeTable, type RunScope } from '../runs/run-scope.ts'
import type { Aggregate } from './aggregate.ts'
import type { Quantity } from './quantity.ts'
import { selectMoments } from './select-moments.ts'

export const groupFields = [
  'width',
  'weightDecay',
  'seed',
  'dataset',
  'state',
  'model',
  'sweep',
  'group',
  'jobType',
] as const
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
  const { keys, ...grouping } = planGroups(actor, request, joins)
  const asked = { ...grouping, alike: sql`run.dataset, run.config`, limit: maxGroups }
  const groups = await selectMoments(lab, asked, quantities, joins)
  return groups.map(({ key, ...group }) => ({ ...group, keys: nameKeys(keys, key as unknown[]) }))
}

/** Lists the ids of the first runs of each group of groupRuns, by width, seed and age, in one statement. */
export async function listRunsOfGroups(
  lab: Lab,
  actor: Actor,
  request: GroupRuns,
  first: number,
): Promise<(Pick<RunGroup, 'keys'> & { readonly ids: readonly string[] })[]> {
  const joins = new RunJoins()
  const { keys, key, from, where } = planGroups(actor, request, joins)
  const { rows } = await sql<{ key: unknown[]; ids: string[] }>`
    select ${key} as key,
      (array_agg(run.id order by run.width, run.seed, run.created_at, run.id))[:${first}::int] as ids
    from ${from} ${joins.toSql()} where ${where} group by 1 order by 1 limit ${maxGroups}`.execute(lab.db)
  return rows.map((group) => ({ keys: nameKeys(keys, group.key), ids: group.ids }))
}

type Key = { readonly name: string; readonly expression: RawBuilder<unknown> }

/** Returns the parts of a statement that groups runs: the key of a group is a JSON list of the values of its keys. */
function planGroups(actor: Actor, request: GroupRuns, joins: RunJoins) {
  const keys = keysOf(request, joins).slice(0, maxKeys)
  const filter = compileRunFilter(request.filter ?? {}, joins)
  return {
    keys,
    key: sql`jsonb_build_array(${sql.join(keys.map(({ expression }) => expression))})`,
    from: sql`${scopeTable([request.scope])} join training_run as run on ${inScope(request.scope)}`,
    where: sql`${isVisible(actor)} and ${filter}`,
  }
}

function nameKeys(keys: readonly Key[], values: readonly unknown[]): RunGroup['keys'] {
  return keys.map(({ name }, i) => ({ name, value: values[i] }))
}

function keysOf({ fields, config, allButSeed }: GroupRuns, joins: RunJoins) {
  const keys: Key[] = []
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
  group: sql`run.run_group`,
  jobType: sql`run.job_type`,
}
