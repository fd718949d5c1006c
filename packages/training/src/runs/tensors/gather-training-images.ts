import { augmentBatch, cropAndFlip } from '../../augmentation/augment-batch.ts'
import type { PreparedDataset } from '../../datasets/prepare-dataset.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { Tensor, Tf } from '../../tensors.ts'
import { gatherImages } from './gather-images.ts'

/** Seed and epoch, which together with an image's row determine its augmentation. */
export interface ImageDraw {
  readonly seed: number
  /** Number of the epoch, from 1. */
  readonly epoch: number
}

/**
 * Returns rows of the training images as a tensor [count, rows, columns, channels], augmented by the recipe. The caller
 * must dispose of it.
 */
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
