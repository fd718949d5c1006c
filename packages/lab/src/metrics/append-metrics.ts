import type { Queries } from '../database/database.ts'
import { groupBySeries, type MetricPoint } from './metric-points.ts'
import { writeBatches, type WrittenBatch } from './write-batches.ts'

export interface AppendMetricsInput {
  readonly runId: string
  readonly projectId: string
  /** Idempotency key: the same key in the same run again writes nothing. */
  readonly key: string
  readonly points: readonly MetricPoint[]
}

/**
 * Writes points of one run in the caller's transaction, and publishes them. Of several values for one step of
 * a series, the first one written stays.
 */
export async function appendMetrics(db: Queries, input: AppendMetricsInput): Promise<WrittenBatch> {
  const { runId, projectId, key, points } = input
  const [written] = await writeBatches(db, [{ runId, projectId, key, series: groupBySeries(points) }])
  return written
}
