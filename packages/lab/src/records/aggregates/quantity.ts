import { sql, type RawBuilder } from 'kysely'
import type { MetricSummary, RunJoins } from '../runs/filter/run-joins.ts'

/** Number of a run whose mean and spread are computed. */
export type Quantity =
  | { readonly kind: 'metric'; readonly name: string; readonly value: MetricSummary }
  /** Scalar of the run's last finished analysis by a measure. */
  | { readonly kind: 'scalar'; readonly measure: string; readonly name: string }
  /** w*, or W / w*: from the run's last analysis of the critical width, else from its sweep's report. */
  | { readonly kind: 'criticalWidth' }
  | { readonly kind: 'groups' }
  | { readonly kind: 'interpolationEpoch' }

/**
 * Returns the moments of a quantity over the runs of a group as one JSON array. Counts runs that have ended
 * or may have (a run in training has no result yet) and did not diverge; the diverged runs follow, counted
 * and named.
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
