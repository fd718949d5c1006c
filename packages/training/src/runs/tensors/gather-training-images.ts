import { augmentBatch, cropAndFlip } from '../../augmentation/augment-batch.ts'
import type { PreparedDataset } from '../../datasets/prepare-dataset.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { Tensor, Tf } from '../../tensors.ts'
import { gatherImages } from './gather-images.ts'

/** What determines how an image is changed, beside its row. */
export interface ImageDraw {
  readonly seed: number
  /** From 1. */
  readonly epoch: number
}

/** Rows of the training images as a tensor [count, rows, columns, channels], augmented as the recipe says; the caller's. */
export function gatherTrainingImages(
  tf: Tf,
  data: PreparedDataset,
  { augmentation }: Recipe,
  rows: Int32Array,
  draw: ImageDraw,
): Tensor {
  if (augmentation !== 'crop-and-flip') return gatherImages(tf, data, data.train, rows)
  const values = augmentBatch(data.train.inputs, rows, data.shape, cropAndFlip, draw)
  return tf.tensor(values, [rows.length, ...data.shape], 'float32')
}
