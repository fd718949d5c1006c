import { sql } from 'kysely'
import { cleanText } from '../../../platform/rows/text-fields.ts'
import {
  compareId,
  compareNumber,
  compareText,
  compareTime,
  missing,
  type Condition,
  type TextFilter,
} from '../../../platform/rows/filters.ts'
import { compileFilter } from '../../../platform/rows/compile-filter.ts'
import { numberOf, textOf } from './json-value.ts'
import type { RunJoins } from './run-joins.ts'
import type { ConfigFilter, MetricFilter, RunFilter, TagsFilter } from './run-filter.ts'

const maxConditions = 500

/** Compiles the filter to a condition on the table training_run, named `run`, and the joins that it needs. */
export function compileRunFilter(filter: RunFilter, joins: RunJoins): Condition {
  return compileFilter(filter, (part) => conditionsOf(part, joins), maxConditions)
}

function conditionsOf(filter: RunFilter, joins: RunJoins): Condition[] {
  const conditions: Condition[] = []
  for (const field of ['name', 'state', 'dataset', 'notes'] as const)
    if (filter[field]) conditions.push(...compareText(sql.ref(`run.${field}`), filter[field]))
  for (const field of ['width', 'seed', 'weightDecay', 'interpolationEpoch'] as const)
    if (filter[field]) conditions.push(...compareNumber(sql.ref(`run.${field}`), filter[field]))
  for (const field of ['createdAt', 'updatedAt'] as const)
    if (filter[field]) conditions.push(...compareTime(sql.ref(`run.${field}`), filter[field]))
  if (filter.id) conditions.push(...compareId(sql`run.id`, filter.id))
  if (filter.model) conditions.push(...compareId(sql`run.model_id`, filter.model))
  if (filter.sweep) conditions.push(...compareId(sql`run.sweep_id`, filter.sweep))
  if (filter.parent) conditions.push(...compareId(sql`run.parent_id`, filter.parent))
  if (filter.group) conditions.push(...compareText(sql`run.run_group`, filter.group))
  if (filter.jobType) conditions.push(...compareText(sql`run.job_type`, filter.jobType))
  if (filter.tags) conditions.push(...compareTags(filter.tags))
  for (const part of filter.config ?? []) conditions.push(...compareConfig(part, joins))
  for (const part of filter.metrics ?? []) conditions.push(...compareMetric(part, joins))
  for (const { measure, name, site, value } of filter.scalars ?? [])
    conditions.push(...compareNumber(joins.scalar(measure, name, site), value))
  if (typeof filter.hasRepresentations === 'boolean')
    conditions.push(sql`${hasRepresentations} = ${filter.hasRepresentations}`)
  if (filter.site) conditions.push(hasSite(filter.site))
  if (typeof filter.hasAnalyses === 'boolean') conditions.push(sql`${hasAnalyses} = ${filter.hasAnalyses}`)
  for (const kind of ['criticalWidth', 'groups'] as const)
    if (filter[kind]) conditions.push(...compareNumber(joins[kind](), filter[kind]))
  return conditions
}

const hasRepresentations = sql`exists (select from representation
  where representation.run_id = run.id and representation.deleted_at is null)`
const hasAnalyses = sql`exists (select from analysis
  where analysis.run_id = run.id and analysis.state = 'finished' and analysis.deleted_at is null)`

function hasSite(filter: TextFilter): Condition {
  const matching = sql.join(compareText(sql`representation.site`, filter), sql` and `)
  return sql`exists (select from representation
    where representation.run_id = run.id and representation.deleted_at is null and ${matching})`
}

function compareTags({ has, hasAny, hasAll, missing: none }: TagsFilter): Condition[] {
  const tagged = (tag: string): Condition =>
    sql`exists (select from run_tag where run_tag.run_id = run.id and run_tag.tag = ${cleanText(tag)})`
  const conditions = (hasAll ?? []).map(tagged)
  if (typeof has === 'string') conditions.push(tagged(has))
  if (hasAny)
    conditions.push(
      sql`exists (select from run_tag where run_tag.run_id = run.id and run_tag.tag = any(${hasAny.map(cleanText)}::text[]))`,
    )
  if (typeof none === 'boolean') {
    const some: Condition = sql`exists (select from run_tag where run_tag.run_id = run.id)`
    conditions.push(none ? sql`not ${some}` : some)
  }
  return conditions
}

function compareConfig(
  { path, number, text, boolean = null, missing: none }: ConfigFilter,
  joins: RunJoins,
): Condition[] {
  const value = joins.config(path)
  const conditions = missing(sql`nullif(${value}, 'null'::jsonb)`, none)
  if (number) conditions.push(...compareNumber(numberOf(value), number))
  if (text) conditions.push(...compareText(textOf(value), text))
  if (boolean !== null) conditions.push(sql`(${value} = ${String(boolean)}::jsonb) is true`)
  return conditions
}

function compareMetric({ name, missing: none, ...summaries }: MetricFilter, joins: RunJoins): Condition[] {
  const conditions = typeof none === 'boolean' ? missing(joins.metricExists(name), none) : []
  for (const summary of ['last', 'min', 'max'] as const) {
    const filter = summaries[summary]
    if (filter) conditions.push(...compareNumber(joins.metric(name, summary), filter))
  }
  return conditions
}
