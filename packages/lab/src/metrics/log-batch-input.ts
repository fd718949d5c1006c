import type { MetricPoint, PointColumns } from './metric-points.ts'

/** Points of one run to be logged. */
export interface LogBatchInput {
  readonly runId: string
  /** Idempotency key: the same key in the same run again writes nothing; derived from the points by default. */
  readonly key?: string | null
  readonly points?: readonly MetricPoint[] | null
  /** Points as columns, which are processed in a fraction of the time. */
  readonly series?: readonly (PointColumns & { readonly name: string })[] | null
}
