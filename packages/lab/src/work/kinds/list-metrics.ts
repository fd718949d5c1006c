import type { EpochRecord } from '@mitoscope/training'
import type { MetricPoint } from '../../records/metrics/metric-points.ts'

/** Lists the metrics of an epoch that was evaluated at a time, if it is known; a value that is not finite is null. */
export function listMetrics(
  record: EpochRecord,
  time?: number,
): (MetricPoint & { readonly time?: number })[] {
  const names = ['trainError', 'trainLoss', 'testError', 'testLoss'] as const
  return names.map((name) => {
    const value = Number.isFinite(record[name]) ? record[name] : null
    return { name, step: record.epoch, value, ...(time !== undefined && { time }) }
  })
}
