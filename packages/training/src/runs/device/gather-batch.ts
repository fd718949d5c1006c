import type { LoadedSplit } from './load-split.ts'
import type { Tensor, Tensor3D, Tf } from '../../tensors.ts'
import type { Batch } from './train-step.ts'

/** Gathers one batch per run; `rows[run]` are rows of the split. The caller must dispose of the tensors. */
export function gatherBatch(tf: Tf, split: LoadedSplit, classes: number, rows: readonly Int32Array[]): Batch {
  const [runs, images] = [rows.length, rows[0].length]
  const all = new Int32Array(runs * images)
  rows.forEach((own, run) => all.set(own, run * images))
  const oneHot = new Float32Array(runs * images * classes)
  all.forEach((row, i) => (oneHot[i * classes + split.labels[row]] = 1))
  const targets = tf.tensor3d(oneHot, [runs, images, classes])
  const indices = tf.tensor2d(all, [runs, images], 'int32')
  // Indices of two dimensions yield one dimension more than the declared type.
  const inputs = tf.gather<Tensor>(split.inputs, indices) as Tensor3D
  indices.dispose()
  return { inputs, targets }
}
