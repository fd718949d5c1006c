import type { PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { Tensor2D, Tf } from '../../tensors.ts'

/** A split on the device; `release` disposes of its tensor. */
export interface LoadedSplit {
  readonly count: number
  /** Inputs, [count, inputs + 1]. The last column is 1, so that a layer's bias is one more column of its matrix. */
  readonly inputs: Tensor2D
  readonly labels: Int32Array
  release(): void
}

/** Copies a split to the device. */
export function loadSplit(tf: Tf, { count, inputs, labels }: PreparedSplit, columns: number): LoadedSplit {
  const withOnes = new Float32Array(count * (columns + 1)).fill(1)
  for (let row = 0; row < count; row++) {
    withOnes.set(inputs.subarray(row * columns, (row + 1) * columns), row * (columns + 1))
  }
  const tensor = tf.tensor2d(withOnes, [count, columns + 1])
  return { count, inputs: tensor, labels, release: () => tensor.dispose() }
}
