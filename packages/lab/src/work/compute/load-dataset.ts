import type { PreparedDataset, SweepConfig } from '@mitoscope/training'
import { readDataset } from '../../platform/files/read-dataset.ts'

let last: { readonly key: string; readonly data: Promise<PreparedDataset> } | undefined

/**
 * Returns the dataset of a sweep. Reuses the dataset of the previous job, since the runs of a sweep share it.
 * `notice` is called before slow steps.
 */
export function loadDataset(
  sweep: SweepConfig,
  folder?: string,
  notice?: (text: string) => void,
): Promise<PreparedDataset> {
  const { dataset, trainSize, testSize, control, labelNoise, dataSeed, pictureSize } = sweep
  const own = [control, labelNoise, dataSeed, pictureSize]
  const key = JSON.stringify([dataset, trainSize, testSize, own, folder])
  if (last?.key === key) return last.data
  const data = readDataset(sweep, folder, notice)
  last = { key, data }
  data.catch(() => (last = undefined))
  return data
}
