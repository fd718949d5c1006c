import type { PreparedDataset } from '../../datasets/prepare-dataset.ts'
import { lossOf } from '../../hyperparameters/loss.ts'
import type { OpenedOptimiser, OptimiserStep } from '../../hyperparameters/opened-optimiser.ts'
import type { Hyperparameters } from '../../hyperparameters/hyperparameters.ts'
import type { Tensor, Tensor2D, Tf } from '../../tensors.ts'
import { gatherTrainingImages, type ImageDraw } from './gather-training-images.ts'
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
