import { augmentBatch, cropAndFlip } from '../../augmentation/augment-batch.ts'
import type { PreparedDataset, PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { Hyperparameters } from '../../hyperparameters/hyperparameters.ts'
import type { Tensor, Tf } from '../../tensors.ts'

/** Seed and epoch, which together with an image's row determine its augmentation. */
export interface ImageDraw {
  readonly seed: number
  /** Number of the epoch, from 1. */
  readonly epoch: number
}

/**
 * Returns rows of the training images as a tensor [count, rows, columns, channels], augmented as the hyper-parameters
 * say. The caller must dispose of it.
 */
export function gatherTrainingImages(
  tf: Tf,
  data: PreparedDataset,
  { augmentation }: Hyperparameters,
  rows: Int32Array,
  draw: ImageDraw,
): Tensor {
  if (augmentation !== 'crop-and-flip') return gatherImages(tf, data, data.train, rows)
  const values = augmentBatch(data.train.inputs, rows, data.shape, cropAndFlip, draw)
  return tf.tensor(values, [rows.length, ...data.shape], 'float32')
}

/** Returns rows of a split as a tensor [count, rows, columns, channels], which the caller must dispose of. */
function gatherImages(
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
