import { augmentBatch, cropAndFlip } from '../../augmentation/augment-batch.ts'
import type { PreparedDataset, PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { Hyperparameters } from '../../hyperparameters/hyperparameters.ts'
import { lossOf } from '../../hyperparameters/loss.ts'
import type { OpenedOptimiser, OptimiserStep } from '../../hyperparameters/open-optimiser.ts'
import type { Tensor, Tensor2D, Tf } from '../../tensors.ts'
import type { NetworkOnTensors } from './network-on-tensors.ts'

/** A network with its optimiser. */
export interface TrainedNetwork {
  readonly network: NetworkOnTensors
  readonly optimiser: OpenedOptimiser
}

/**
 * Takes one step of a network on rows of the training images, with the gradient accumulated over the chosen number of
 * passes.
 */
export function takeStep(
  tf: Tf,
  data: PreparedDataset,
  hyperparameters: Hyperparameters,
  { network, optimiser }: TrainedNetwork,
  rows: Int32Array,
  settings: OptimiserStep & ImageDraw,
): void {
  const images = Math.ceil(rows.length / (hyperparameters.microBatches ?? 1))
  let gradients: Tensor[] | undefined
  for (let start = 0; start < rows.length; start += images) {
    const own = rows.subarray(start, start + images)
    const slopes = differentiate(tf, data, hyperparameters, network, own, settings, own.length / rows.length)
    gradients = gradients ? addAll(tf, gradients, slopes) : slopes
  }
  optimiser.step(gradients!, settings)
  tf.dispose(gradients)
}

/** Returns `share` times the gradient of the mean loss of the rows. */
function differentiate(
  tf: Tf,
  data: PreparedDataset,
  hyperparameters: Hyperparameters,
  network: NetworkOnTensors,
  rows: Int32Array,
  draw: ImageDraw,
  share: number,
): Tensor[] {
  const images = gatherTrainingImages(tf, data, hyperparameters, rows, draw)
  const labels = tf.tensor1d(Int32Array.from(rows, (row) => data.train.labels[row]), 'int32') // prettier-ignore
  const loss = (logits: Tensor) => tf.mul(lossOf(tf, hyperparameters, logits as Tensor2D, labels), share)
  const gradients = network.differentiate(images, (logits) => tf.grad(loss)(logits))
  tf.dispose([images, labels])
  return gradients
}

function addAll(tf: Tf, before: Tensor[], more: Tensor[]): Tensor[] {
  const sums = before.map((gradient, i) => tf.add(gradient, more[i]))
  tf.dispose([...before, ...more])
  return sums
}

/** Seed and epoch, which together with an image's row determine its augmentation. */
interface ImageDraw {
  readonly seed: number
  /** Number of the epoch, from 1. */
  readonly epoch: number
}

/**
 * Returns rows of the training images as a tensor [count, rows, columns, channels], augmented as the hyper-parameters
 * say. The caller must dispose of it.
 */
function gatherTrainingImages(
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
