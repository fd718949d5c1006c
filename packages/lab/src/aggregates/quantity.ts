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

/** Of the runs that came to an end or may have: one that is being trained has no result yet. */
export function quantityOf(quantity: Quantity, joins: RunJoins): RawBuilder<unknown> {
  return sql`(case when run.state in ('finished', 'logged') then ${expressionOf(quantity, joins)} end)`
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

/** The moments of a quantity over the runs of a group, as one JSON array. */
export function momentsOf(quantity: Quantity, joins: RunJoins): RawBuilder<unknown> {
  const x = quantityOf(quantity, joins)
  return sql`json_build_array(count(${x}), avg(${x}), stddev_samp(${x}), min(${x}), max(${x}))`
}
