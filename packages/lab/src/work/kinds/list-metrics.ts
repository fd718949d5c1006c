import type { EpochRecord } from '@mitoscope/training'

/** The metrics of an evaluated epoch; a value that is not finite is null. */
export function listMetrics(record: EpochRecord): { name: string; step: number; value: number | null }[] {
  const names = ['trainError', 'trainLoss', 'testError', 'testLoss'] as const
  return names.map((name) => {
    return { name, step: record.epoch, value: Number.isFinite(record[name]) ? record[name] : null }
  })
}
