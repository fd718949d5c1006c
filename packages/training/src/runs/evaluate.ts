import type { LoadedSplit } from './load-split.ts'
import { runForward } from './run-forward.ts'
import { scoreLogits, type Score } from './score-logits.ts'
import type { Tensor3D, Tf } from './tensors.ts'

/** Error (share of wrong answers) and mean cross-entropy in nats. */
export interface Evaluation {
  readonly error: number
  readonly loss: number
}

/** Evaluates every stacked network on all images of a split. Losses are summed in float64. */
export async function evaluate(
  tf: Tf,
  layers: readonly Tensor3D[],
  split: LoadedSplit,
): Promise<Evaluation[]> {
  const scores = Array.from({ length: layers[0].shape[0] }, startScore)
  const [runs, width] = layers[0].shape
  const rows = Math.max(1, Math.floor(activationsAtOnce / (runs * width)))
  for (const block of listBlocks(split.count, rows)) {
    const scored = await scoreBlock(tf, layers, split, block)
    scores.forEach((score, run) => {
      score.wrong += scored[run].wrong
      score.loss += scored[run].loss
    })
  }
  return scores.map(({ wrong, loss }) => ({ error: wrong / split.count, loss: loss / split.count }))
}

/** Rows `start` … `end` − 1 of a split. */
export interface Block {
  readonly start: number
  readonly end: number
}

/** Large enough that overhead does not count, small enough for the processor's cache: 16 MiB of float32. */
const activationsAtOnce = 4 * 1024 * 1024

/** Cuts `count` rows into blocks of at most `rows`. */
export function listBlocks(count: number, rows: number): Block[] {
  return Array.from({ length: Math.ceil(count / rows) }, (_, i) => {
    return { start: i * rows, end: Math.min(count, (i + 1) * rows) }
  })
}

/** Scores of one block, per run. */
export async function scoreBlock(
  tf: Tf,
  layers: readonly Tensor3D[],
  split: LoadedSplit,
  { start, end }: Block,
): Promise<Score[]> {
  const logits = tf.tidy(() => {
    const block = tf.slice(split.inputs, [start, 0], [end - start, -1])
    return runForward(tf, layers, tf.expandDims(block, 0)).logits
  })
  const values = await logits.data<'float32'>()
  const [runs, rows, classes] = logits.shape
  logits.dispose()
  const labels = split.labels.subarray(start, end)
  return Array.from({ length: runs }, (_, run) => {
    const score = startScore()
    scoreLogits(values.subarray(run * rows * classes, (run + 1) * rows * classes), labels, classes, score)
    return score
  })
}

function startScore(): Score {
  return { wrong: 0, loss: 0 }
}
