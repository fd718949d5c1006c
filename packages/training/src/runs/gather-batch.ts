import type { Backend } from '@mitoscope/tensor/compute'
import type { LoadedSplit } from './load-split.ts'
import type { Tensor, Tensor3D } from './tensors.ts'
import type { Batch } from './train-step.ts'

/**
 * Gathers one batch per run: `rows[run]` are the rows of the split. Images are gathered where the products are
 * computed, on the GPU or on the host, where copying rows is faster than any backend's gather. The tensors are the
 * caller's.
 */
export function gatherBatch(
  { tf, gpu }: Backend,
  split: LoadedSplit,
  classes: number,
  rows: readonly Int32Array[],
): Batch {
  const [runs, images] = [rows.length, rows[0].length]
  const all = new Int32Array(runs * images)
  rows.forEach((own, run) => all.set(own, run * images))
  const oneHot = new Float32Array(runs * images * classes)
  all.forEach((row, i) => (oneHot[i * classes + split.labels[row]] = 1))
  const targets = tf.tensor3d(oneHot, [runs, images, classes])
  const columns = split.inputs.shape[1]
  if (!gpu) {
    const inputs = new Float32Array(runs * images * columns)
    all.forEach((row, i) =>
      inputs.set(split.hostInputs.subarray(row * columns, (row + 1) * columns), i * columns),
    )
    return { inputs: tf.tensor3d(inputs, [runs, images, columns]), targets }
  }
  const indices = tf.tensor2d(all, [runs, images], 'int32')
  // Indices of two dimensions yield one dimension more than the type says.
  const inputs = tf.gather<Tensor>(split.inputs, indices) as Tensor3D
  indices.dispose()
  return { inputs, targets }
}
