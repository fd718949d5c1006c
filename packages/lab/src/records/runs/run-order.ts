import { sql, type RawBuilder } from 'kysely'
import {
  idKey,
  jsonKey,
  numberKey,
  textKey,
  timeKey,
  type KeyType,
  type OrderKey,
} from '../../platform/rows/order-key.ts'
import { limitOrders, requireOne } from '../../platform/rows/order-by.ts'
import { scalarOf } from './filter/json-value.ts'
import type { RunJoins, MetricSummary } from './filter/run-joins.ts'

/** Fields by which runs can be ordered, besides configuration, metrics and analyses. */
export const runOrderFields = [
  'name',
  'state',
  'dataset',
  'width',
  'seed',
  'weightDecay',
  'interpolationEpoch',
  'criticalWidth',
  'groups',
  'notes',
  'tags',
  'model',
  'sweep',
  'group',
  'jobType',
  'createdAt',
  'updatedAt',
  'finishedAt',
] as const
export type RunOrderField = (typeof runOrderFields)[number]

/** Order by one of field, config, metric and scalar; several orders apply one after the other. */
export interface RunOrder {
  readonly field?: RunOrderField | null
  /** Path in the configuration, for example "optimizer.lr". */
  readonly config?: string | null
  readonly metric?: { readonly name: string; readonly value: MetricSummary } | null
  /** Scalar of the run's last finished analysis by a measure, at a site. */
  readonly scalar?: { readonly measure: string; readonly name: string; readonly site?: string | null } | null
  readonly direction?: 'asc' | 'desc' | null
}

export const newestFirst: readonly RunOrder[] = [{ field: 'createdAt', direction: 'desc' }]

/** Returns the keys of an order, with the id last, so that no two runs share a position. */
export function runOrderKeys(orders: readonly RunOrder[], joins: RunJoins): OrderKey[] {
  const keys: OrderKey[] = []
  limitOrders(orders)
  for (const [i, { field, config, metric, scalar, direction }] of orders.entries()) {
    requireOne(`orderBy[${i}]`, { field, config, metric, scalar })
    const descending = direction === 'desc'
    const add = (expression: RawBuilder<unknown>, type: KeyType, nullable = true) =>
      keys.push({ expression, type, descending, nullable })
    if (field === 'criticalWidth' || field === 'groups') add(joins[field](), numberKey)
    else if (field) add(...fields[field])
    if (typeof config === 'string') add(scalarOf(joins.config(config)), jsonKey)
    if (metric) add(joins.metric(metric.name, metric.value), numberKey)
    if (scalar) add(joins.scalar(scalar.measure, scalar.name, scalar.site), numberKey)
  }
  keys.push({ expression: sql`run.id`, type: idKey, descending: false, nullable: false })
  return keys
}

// By bytes of lower case: the same on every engine, whatever its locale.
const text = (column: RawBuilder<unknown>) => sql`(lower(${column}) collate "C")`

const fields: Readonly<
  Record<Exclude<RunOrderField, 'criticalWidth' | 'groups'>, [RawBuilder<unknown>, KeyType, boolean?]>
> = {
  name: [text(sql`run.name`), textKey, false],
  state: [text(sql`run.state`), textKey, false],
  dataset: [text(sql`run.dataset`), textKey, false],
  width: [sql`run.width`, numberKey, false],
  seed: [sql`run.seed`, numberKey],
  weightDecay: [sql`run.weight_decay`, numberKey],
  interpolationEpoch: [sql`run.interpolation_epoch`, numberKey],
  notes: [text(sql`nullif(run.notes, '')`), textKey],
  tags: [
    text(sql`(select string_agg(tag, ',' order by tag) from run_tag where run_tag.run_id = run.id)`),
    textKey,
  ],
  model: [text(sql`(select model.name from model where model.id = run.model_id)`), textKey],
  sweep: [text(sql`(select sweep.name from sweep where sweep.id = run.sweep_id)`), textKey],
  group: [text(sql`run.run_group`), textKey],
  jobType: [text(sql`run.job_type`), textKey],
  createdAt: [sql`run.created_at`, timeKey, false],
  updatedAt: [sql`run.updated_at`, timeKey, false],
  finishedAt: [sql`run.finished_at`, timeKey],
}
