import type { PreparedDataset, PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { Tf } from '../../tensors.ts'
import { listBlocks, type Block } from '../list-blocks.ts'
import type { NetworkOnTensors } from './network-on-tensors.ts'

/** Few enough for the activations of a wide network to fit into memory, enough to make overhead negligible. */
const rowsAtOnce = 256

/**
 * Computes a network's representation [rows, width] or logits [rows, outputs] of rows of a split, in evaluation mode.
 */
export async function evaluateRows(
  tf: Tf,
  network: NetworkOnTensors,
  { shape, inputs }: PreparedDataset,
  split: PreparedSplit,
  { start: first, end }: Block,
  what: 'representation' | 'logits',
): Promise<Float32Array> {
  let all = new Float32Array(0)
  for (const block of listBlocks(end - first, rowsAtOnce)) {
    const [start, count] = [first + block.start, block.end - block.start]
    const values = split.inputs.subarray(start * inputs, (start + count) * inputs)
    const images = tf.tensor(values, [count, ...shape], 'float32')
    const { representation, logits } = network.evaluate(images)
    const asked = what === 'logits' ? logits : representation
    const columns = asked.size / count
    if (all.length === 0) all = new Float32Array((end - first) * columns)
    all.set(await asked.data<'float32'>(), block.start * columns)
    tf.dispose([images, representation, logits])
  }
  return all
}
