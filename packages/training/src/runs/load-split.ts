import type { PreparedSplit } from '../datasets/prepare-dataset.ts'
import type { Tensor2D, Tf } from './tensors.ts'

/** A split on the device and on the host; `release` gives its tensors back. */
export interface LoadedSplit {
  readonly count: number
  /** [count, inputs + 1]: the last column is 1, so that a layer's bias is one more column of its matrix. */
  readonly inputs: Tensor2D
  /** The same on the host, row-major. */
  readonly hostInputs: Float32Array
  readonly labels: Int32Array
  release(): void
}

/** Brings a split to the device. */
export function loadSplit(tf: Tf, split: PreparedSplit, inputs: number): LoadedSplit {
  const hostInputs = new Float32Array(split.count * (inputs + 1)).fill(1)
  for (let row = 0; row < split.count; row++) {
    hostInputs.set(split.inputs.subarray(row * inputs, (row + 1) * inputs), row * (inputs + 1))
  }
  const tensor = tf.tensor2d(hostInputs, [split.count, inputs + 1])
  const { count, labels } = split
  return { count, inputs: tensor, hostInputs, labels, release: () => tensor.dispose() }
}
