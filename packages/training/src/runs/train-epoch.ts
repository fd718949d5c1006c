import type { Backend } from '@mitoscope/tensor/compute'
import { drawBatchOrder } from '../random/draw-batch-order.ts'
import { learningRateOf } from '../recipe/learning-rate.ts'
import { gatherBatch } from './gather-batch.ts'
import type { LoadedSplit } from './load-split.ts'
import type { Tensor3D, Tf } from './tensors.ts'
import type { Progress } from './track-progress.ts'
import { trainStep, type NetworksInTraining } from './train-step.ts'
import type { TrainingTask } from './training-task.ts'

/** Takes every run through one epoch (from 1), each in the batch order of its seed. */
export async function trainEpoch(
  backend: Backend,
  networks: NetworksInTraining,
  train: LoadedSplit,
  task: TrainingTask,
  epoch: number,
  progress: Progress,
): Promise<void> {
  const { tf } = backend
  const { recipe, variants } = task
  const learningRate = learningRateOf(epoch, recipe)
  if (epoch > 1) rescaleVelocity(tf, networks, learningRate / learningRateOf(epoch - 1, recipe))
  const orders = variants.map(({ seed }) => drawBatchOrder(seed, epoch, train.count))
  const decay = stackDecays(tf, task, learningRate)
  const classes = networks.weights.at(-1)!.shape[1]
  try {
    for (let start = 0; start < train.count; start += recipe.batchSize) {
      const images = Math.min(recipe.batchSize, train.count - start)
      const rows = orders.map((order) => order.subarray(start, start + images))
      const batch = gatherBatch(backend, train, classes, rows)
      trainStep(tf, networks, batch, { learningRate, momentum: recipe.momentum, decay })
      tf.dispose([batch.inputs, batch.targets])
      await progress.countImages(epoch, images)
    }
  } finally {
    if (typeof decay !== 'number') decay.dispose()
  }
}

/** The velocity is held in units of the weights, so a new learning rate rescales it. */
function rescaleVelocity(tf: Tf, networks: NetworksInTraining, factor: number): void {
  const before = networks.velocity
  networks.velocity = before.map((velocity) => tf.mul(velocity, factor))
  tf.dispose(before)
}

/** What a step takes of the weights: −lr λ, as [runs, 1, 1] or, when all runs share it, a number. */
function stackDecays(tf: Tf, { variants }: TrainingTask, learningRate: number): Tensor3D | number {
  const decays = variants.map(({ weightDecay }) => -learningRate * weightDecay)
  if (decays.every((value) => value === decays[0])) return decays[0]
  return tf.tensor3d(decays, [decays.length, 1, 1])
}
