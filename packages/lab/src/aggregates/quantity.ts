import { sql, type RawBuilder } from 'kysely'
import type { MetricSummary, RunJoins } from '../runs/filter/run-joins.ts'

/** One number of a run that means and spreads are taken of. */
export type Quantity =
  | { readonly kind: 'metric'; readonly name: string; readonly value: MetricSummary }
  /** A scalar of the run's last finished analysis by a measure. */
  | { readonly kind: 'scalar'; readonly measure: string; readonly name: string }
  /** w*, or W / w*: of the run's last such analysis, or else of its sweep's report. */
  | { readonly kind: 'criticalWidth' }
  | { readonly kind: 'groups' }
  | { readonly kind: 'interpolationEpoch' }

/**
 * The moments of a quantity over the runs of a group, as one JSON array: of the runs that came to an end or may have (one
 * that is being trained has no result yet) and did not diverge. Those that diverged are counted and named after them.
 */
export function momentsOf(quantity: Quantity, joins: RunJoins): RawBuilder<unknown> {
  const value = expressionOf(quantity, joins)
  const isMetric = quantity.kind === 'metric'
  const has = isMetric ? joins.metricExists(quantity.name) : value
  const diverged = isMetric
    ? sql`(${joins.diverged()} or ${joins.metricEndedNotFinite(quantity.name)})`
    : joins.diverged()
  const ended = sql`run.state in ('finished', 'logged')`
  const x = sql`(case when ${ended} and not ${diverged} then ${value} end)`
  const out = sql`${ended} and ${has} is not null and ${diverged}`
  return sql`json_build_array(count(${x}), avg(${x}), stddev_samp(${x}), min(${x}), max(${x}),
    coalesce(json_agg(run.id order by run.seed, run.id) filter (where ${out}), '[]'::json))`
}

function expressionOf(quantity: Quantity, joins: RunJoins): RawBuilder<unknown> {
  switch (quantity.kind) {
    case 'metric':
      return joins.metric(quantity.name, quantity.value)
    case 'scalar':
      return joins.scalar(quantity.measure, quantity.name)
    case 'criticalWidth':
      return joins.criticalWidth()
    case 'groups':
      return joins.groups()
    case 'interpolationEpoch':
      return sql`run.interpolation_epoch::float8`
  }
}
