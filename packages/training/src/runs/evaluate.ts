import type { PreparedSplit } from '../datasets/prepare-dataset.ts'
import { listBlocks, type Block } from './list-blocks.ts'
import type { NetworksInTraining, SplitName } from './networks-in-training.ts'
import { scoreLogits, type Score } from './score-logits.ts'

/** Error (share of misclassified images) and mean cross-entropy in nats. */
export interface Evaluation {
  readonly error: number
  readonly loss: number
}

/** Large enough to make overhead negligible, small enough for the processor's cache. */
const rowsAtOnce = 1024

/** Evaluates every network on all images of a split. Losses are summed in float64. */
export async function evaluate(
  networks: NetworksInTraining,
  name: SplitName,
  split: PreparedSplit,
): Promise<Evaluation[]> {
  const scores: Score[] = []
  for (const block of listBlocks(split.count, rowsAtOnce)) {
    for (const [run, { wrong, loss }] of (await scoreBlock(networks, name, split, block)).entries()) {
      const before = scores[run] ?? { wrong: 0, loss: 0 }
      scores[run] = { wrong: before.wrong + wrong, loss: before.loss + loss }
    }
  }
  return scores.map(({ wrong, loss }) => ({ error: wrong / split.count, loss: loss / split.count }))
}

/** Returns the scores of one block, per network. */
export async function scoreBlock(
  networks: NetworksInTraining,
  name: SplitName,
  split: PreparedSplit,
  block: Block,
): Promise<Score[]> {
  const labels = split.labels.subarray(block.start, block.end)
  return (await networks.logits(name, block)).map((logits) => {
    const score = { wrong: 0, loss: 0 }
    scoreLogits(logits, labels, logits.length / labels.length, score)
    return score
  })
}
