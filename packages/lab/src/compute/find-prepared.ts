import type { PreparedDataset, SweepConfig } from '@mitoscope/training'
import { readDataset } from '../local-files/read-dataset.ts'

let last: { readonly key: string; readonly data: Promise<PreparedDataset> } | undefined

/**
 * The dataset of a sweep; that of the job before is at hand, since the runs of a sweep share it. `notice` is told what
 * takes long.
 */
export function findPrepared(
  sweep: SweepConfig,
  folder?: string,
  notice?: (text: string) => void,
): Promise<PreparedDataset> {
  const { dataset, trainSize, testSize, control, dataSeed, pictureSize } = sweep
  const key = JSON.stringify([dataset, trainSize, testSize, control, dataSeed, pictureSize, folder])
  if (last?.key === key) return last.data
  const data = readDataset(sweep, folder, notice)
  last = { key, data }
  data.catch(() => (last = undefined))
  return data
}
