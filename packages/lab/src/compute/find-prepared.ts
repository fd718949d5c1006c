import type { PreparedDataset, SweepConfig } from '@mitoscope/training'
import { readDataset } from '../local-files/read-dataset.ts'

let last: { readonly key: string; readonly data: Promise<PreparedDataset> } | undefined

/** The dataset of a sweep; that of the job before is at hand, since the runs of a sweep share it. */
export function findPrepared(sweep: SweepConfig, folder?: string): Promise<PreparedDataset> {
  const key = JSON.stringify([sweep.dataset, sweep.trainSize, sweep.testSize, folder])
  if (last?.key === key) return last.data
  const data = readDataset(sweep, folder)
  last = { key, data }
  data.catch(() => (last = undefined))
  return data
}
