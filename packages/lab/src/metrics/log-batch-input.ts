import type { MetricPoint, PointColumns } from './metric-points.ts'

/** Points of one run, to be logged. */
export interface LogBatchInput {
  readonly runId: string
  /** The same key in the same run again writes nothing; derived from the points when not given. */
  readonly key?: string | null
  readonly points?: readonly MetricPoint[] | null
  /** The same as columns, which takes a fraction of the time. */
  readonly series?: readonly (PointColumns & { readonly name: string })[] | null
}
