import type { PreparedDataset, PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { Tensor, Tf } from '../../tensors.ts'

/** Returns rows of a split as a tensor [count, rows, columns, channels], which the caller must dispose of. */
export function gatherImages(
  tf: Tf,
  { shape, inputs }: PreparedDataset,
  split: PreparedSplit,
  rows: ArrayLike<number>,
): Tensor {
  const values = new Float32Array(rows.length * inputs)
  for (let at = 0; at < rows.length; at++) {
    values.set(split.inputs.subarray(rows[at] * inputs, (rows[at] + 1) * inputs), at * inputs)
  }
  return tf.tensor(values, [rows.length, ...shape], 'float32')
}
