import { sql, type RawBuilder } from 'kysely'
import type { MetricSummary, RunJoins } from '../runs/filter/run-joins.ts'

interface OfSite {
  /** Site of the representations; by default the last hidden layer, or the only site of the model. */
  readonly site?: string | null
}

/** Number of a run whose mean and spread are computed. */
export type Quantity =
  | { readonly kind: 'metric'; readonly name: string; readonly value: MetricSummary }
  /** Scalar of the run's last finished analysis by a measure, at a site. */
  | ({ readonly kind: 'scalar'; readonly measure: string; readonly name: string } & OfSite)
  /** w*, or W / w*: from the run's last analysis of the critical width, else from its sweep's report. */
  | ({ readonly kind: 'criticalWidth' } & OfSite)
  | ({ readonly kind: 'groups' } & OfSite)
  | { readonly kind: 'interpolationEpoch' }

/** Columns of a statement on runs that tell one quantity of a group of runs. */
export interface QuantityColumns {
  /** Value of a run; null if it has none, is in training, or diverged. */
  readonly value: RawBuilder<unknown>
  /** Condition that the run has the quantity, and is left out because it diverged. */
  readonly leftOut: RawBuilder<boolean>
}

/** Returns the columns of a quantity: of runs that have ended or may have, for a run in training has no result yet. */
export function columnsOf(quantity: Quantity, joins: RunJoins): QuantityColumns {
  const value = expressionOf(quantity, joins)
  const isMetric = quantity.kind === 'metric'
  const has = isMetric ? joins.metricExists(quantity.name) : value
  const diverged = isMetric
    ? sql`(${joins.diverged()} or ${joins.metricEndedNotFinite(quantity.name)})`
    : joins.diverged()
  const ended = sql`run.state in ('finished', 'logged')`
  return {
    value: sql`(case when ${ended} and not ${diverged} then ${value} end)`,
    leftOut: sql`(${ended} and ${has} is not null and ${diverged})`,
  }
}

function expressionOf(quantity: Quantity, joins: RunJoins): RawBuilder<unknown> {
  switch (quantity.kind) {
    case 'metric':
      return joins.metric(quantity.name, quantity.value)
    case 'scalar':
      return joins.scalar(quantity.measure, quantity.name, quantity.site)
    case 'criticalWidth':
      return joins.criticalWidth(quantity.site)
    case 'groups':
      return joins.groups(quantity.site)
    case 'interpolationEpoch':
      return sql`run.interpolation_epoch::float8`
  }
}
