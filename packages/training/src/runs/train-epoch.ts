import { drawBatchOrder } from '../random/draw-batch-order.ts'
import { learningRateOf } from '../recipe/learning-rate.ts'
import type { NetworksInTraining } from './networks-in-training.ts'
import type { Progress } from './track-progress.ts'
import type { TrainingTask } from './training-task.ts'

/** Trains every run for one epoch (from 1) of `count` images, each in the batch order of its seed. */
export async function trainEpoch(
  networks: NetworksInTraining,
  count: number,
  { recipe, variants }: TrainingTask,
  epoch: number,
  progress: Progress,
): Promise<void> {
  const { momentum, batchSize } = recipe
  const learningRate = learningRateOf(epoch, recipe)
  const before = epoch > 1 ? learningRateOf(epoch - 1, recipe) : 0
  // After a learning rate of 0 there is no velocity to rescale.
  if (before > 0) networks.rescaleVelocity(learningRate / before)
  const orders = variants.map(({ seed }) => drawBatchOrder(seed, epoch, count))
  const weightDecays = variants.map(({ weightDecay }) => weightDecay)
  for (let start = 0; start < count; start += batchSize) {
    const images = Math.min(batchSize, count - start)
    const rows = orders.map((order) => order.subarray(start, start + images))
    networks.step(rows, { epoch, learningRate, momentum, weightDecays })
    await progress.countImages(epoch, images)
  }
}
