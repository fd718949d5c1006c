import { sql } from 'kysely'
import { validateJson } from '../../platform/rows/json-fields.ts'
import { toJson } from '../../platform/database/json.ts'
import { cleanText } from '../../platform/rows/text-fields.ts'
import {
  compareId,
  compareNumber,
  compareText,
  compareTime,
  type Condition,
  type IdFilter,
  type NumberFilter,
  type TextFilter,
  type TimeFilter,
  type WorkStateFilter,
} from '../../platform/rows/filters.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'

/** Conditions on analyses, all of which must hold. */
export interface AnalysisFilter extends CombinedFilter<AnalysisFilter> {
  readonly run?: IdFilter | null
  /** Ids of sweeps; matches analyses of their runs. */
  readonly sweep?: IdFilter | null
  readonly representation?: IdFilter | null
  /** Condition on the site of the representation. */
  readonly site?: TextFilter | null
  readonly measure?: TextFilter | null
  readonly state?: WorkStateFilter | null
  /** Values of options, all of which must match. */
  readonly options?: Readonly<Record<string, unknown>> | null
  /** Numbers of the result, all of which must match. */
  readonly scalars?: readonly { readonly name: string; readonly value: NumberFilter }[] | null
  readonly createdAt?: TimeFilter | null
  readonly finishedAt?: TimeFilter | null
}

/** Compiles the filter to a condition on the table analysis. */
export function compileAnalysisFilter(filter: AnalysisFilter): Condition {
  return compileFilter(filter, conditionsOf)
}

function conditionsOf(filter: AnalysisFilter): Condition[] {
  const conditions: Condition[] = []
  const { run, sweep, representation, site, measure, state, options, createdAt, finishedAt } = filter
  if (run) conditions.push(...compareId(sql`analysis.run_id`, run))
  if (sweep)
    conditions.push(
      ...compareId(sql`(select run.sweep_id from training_run run where run.id = analysis.run_id)`, sweep),
    )
  if (representation) conditions.push(...compareId(sql`analysis.representation_id`, representation))
  if (site)
    conditions.push(
      ...compareText(
        sql`(select input.site from representation input where input.id = analysis.representation_id)`,
        site,
      ),
    )
  if (measure) conditions.push(...compareText(sql`analysis.measure`, measure))
  if (state) conditions.push(...compareText(sql`analysis.state`, state))
  if (options) conditions.push(sql`analysis.options @> ${toJson(validateJson('options', options))}::jsonb`)
  for (const { name, value } of filter.scalars ?? []) conditions.push(...compareNumber(scalarOf(name), value))
  if (createdAt) conditions.push(...compareTime(sql`analysis.created_at`, createdAt))
  if (finishedAt) conditions.push(...compareTime(sql`analysis.finished_at`, finishedAt))
  return conditions
}

/** Returns a number of the result by its name, as SQL; null if the result lacks it. */
export function scalarOf(name: string) {
  return sql`(analysis.scalars ->> ${cleanText(name)}::text)::float8`
}
