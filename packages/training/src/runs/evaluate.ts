import type { PreparedSplit } from '../datasets/prepare-dataset.ts'
import { type Block, listBlocks, type NetworksInTraining, type SplitName } from './networks-in-training.ts'

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

/** Sums over scored rows, which can be added over blocks. */
interface Score {
  wrong: number
  loss: number
}

/**
 * Adds rows of logits [labels.length, classes] to a score, in float64: misclassified rows and Σ loss. With several
 * logits the prediction is the first largest (a row with NaN is misclassified) and the loss is the cross-entropy in
 * nats, without smoothing. A single logit f is correct if y f > 0, where y is +1 for class 1 and −1 for class 0, and
 * its loss is ½ max(0, 1 − y f)².
 */
export function scoreLogits(logits: Float32Array, labels: Int32Array, classes: number, score: Score): void {
  if (classes === 1) return scoreSigns(logits, labels, score)
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes
    const own = logits[start + labels[row]]
    let best = 0
    for (let c = 1; c < classes; c++) if (logits[start + c] > logits[start + best]) best = c
    const largest = logits[start + best]
    let sum = 0
    for (let c = 0; c < classes; c++) sum += Math.exp(logits[start + c] - largest)
    if (best !== labels[row] || Number.isNaN(sum)) score.wrong++
    score.loss += Math.log(sum) + largest - own
  }
}

function scoreSigns(logits: Float32Array, labels: Int32Array, score: Score): void {
  for (const [row, label] of labels.entries()) {
    const margin = label === 1 ? logits[row] : -logits[row]
    if (!(margin > 0)) score.wrong++
    score.loss += Math.max(0, 1 - margin) ** 2 / 2
  }
}
