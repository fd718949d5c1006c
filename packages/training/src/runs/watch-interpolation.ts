import type { PreparedSplit } from '../datasets/prepare-dataset.ts'
import { scoreBlock } from './evaluate.ts'
import { findInterpolationEpoch } from './find-interpolation-epoch.ts'
import { listBlocks } from './list-blocks.ts'
import type { NetworksInTraining } from './networks-in-training.ts'
import type { EpochRecord } from './training-state.ts'

const rowsAtOnce = 512

/**
 * Returns a function that detects the epoch in which a run first reaches training error 0, without evaluating every
 * epoch in full: one misclassified image decides, and images misclassified the last time are checked first.
 */
export function watchInterpolation(networks: NetworksInTraining, train: PreparedSplit) {
  const blocks = listBlocks(train.count, rowsAtOnce)
  let suspect = 0
  /** Returns true if a run whose history has no training error 0 classifies every training image correctly now. */
  return async (history: readonly (readonly EpochRecord[])[]): Promise<boolean> => {
    let open = history.flatMap((records, run) => (findInterpolationEpoch(records) === null ? [run] : []))
    for (let i = 0; i < blocks.length && open.length > 0; i++) {
      const index = (suspect + i) % blocks.length
      const scores = await scoreBlock(networks, 'train', train, blocks[index])
      open = open.filter((run) => scores[run].wrong === 0)
      if (open.length === 0) suspect = index
    }
    return open.length > 0
  }
}
