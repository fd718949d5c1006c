import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { Backend } from '@mitoscope/tensor/compute'
import { listLayerShapes } from '../architectures/linear-network.ts'
import {
  fitNetwork,
  initialiseNetwork,
  type NetworkPlan,
  planNetwork,
} from '../architectures/plan-network.ts'
import type { PreparedDataset, PreparedSplit } from '../datasets/prepare-dataset.ts'
import { countOutputs, decaysIn } from '../hyperparameters/hyperparameters.ts'
import { learningRateOf } from '../hyperparameters/learning-rate.ts'
import { drawBatchOrder } from '../random/draws.ts'
import { openOnDevice } from './device/open-on-device.ts'
import { evaluate, type Evaluation, scoreBlock } from './evaluate.ts'
import { openOnHost } from './host/open-on-host.ts'
import {
  hasFusedSteps,
  listBlocks,
  type NetworkInTraining,
  type NetworksInTraining,
} from './networks-in-training.ts'
import { openOnTensors } from './tensors/open-on-tensors.ts'
import {
  type EpochRecord,
  findInterpolationEpoch,
  type TrainingHooks,
  type TrainingState,
  type TrainingTask,
} from './training-state.ts'

/**
 * Trains all runs of a task together and returns the state after the last epoch. A run's numbers do not depend on the
 * runs beside it, up to the rounding of the backend's products. On one backend the same task gives the same numbers,
 * resumed or not. Rejects with the signal's reason when aborted.
 */
export async function trainRuns(
  backend: Backend,
  data: PreparedDataset,
  task: TrainingTask,
  hooks: TrainingHooks = {},
): Promise<TrainingState> {
  const { epochs } = task.hyperparameters
  const { train, test, shape } = data
  const plan = planNetwork({ ...task, shape, outputs: countOutputs(task.hyperparameters, data.classes) })
  const start = hooks.resumeFrom ?? startState(plan, task)
  const history = start.runs.map((run) => [...run.history])
  const networks = openNetworks(backend, data, plan, task, start.runs)
  const interpolates = watchInterpolation(networks, train)
  const progress = trackProgress(task, plan, train.count, test.count, start.epoch, hooks)
  try {
    // Without epochs, the initial networks are evaluated and saved.
    for (let epoch = epochs === 0 ? 0 : start.epoch + 1; epoch <= epochs; epoch++) {
      if (epoch > 0) await trainEpoch(networks, train.count, task, epoch, history, progress)
      if (task.evaluateAt.includes(epoch) || (await interpolates(history))) {
        const onTrain = await evaluate(networks, 'train', train)
        const onTest = await evaluate(networks, 'test', test)
        history.forEach((records, run) => records.push(joinRecord(epoch, onTrain[run], onTest[run])))
        hooks.onEvaluation?.(
          epoch,
          history.map((records) => records.at(-1)!),
        )
        await progress.countEvaluation(epoch)
      }
      if (task.checkpointAt.includes(epoch)) await hooks.onCheckpoint?.(epoch, await networks.networks())
      await hooks.onEpoch?.(epoch, () => captureState(epoch, networks, history))
    }
    return await captureState(epochs, networks, history)
  } finally {
    networks.release()
  }
}

function startState(plan: NetworkPlan, { variants }: TrainingTask): TrainingState {
  const runs = variants.map(({ seed }) => {
    return { network: initialiseNetwork(plan, seed), optimiser: [], history: [] }
  })
  return { epoch: 0, runs }
}

async function captureState(
  epoch: number,
  networks: NetworksInTraining,
  history: readonly (readonly EpochRecord[])[],
): Promise<TrainingState> {
  const runs = await networks.capture()
  return { epoch, runs: runs.map((run, i) => ({ ...run, history: [...history[i]] })) }
}

function joinRecord(epoch: number, train: Evaluation, test: Evaluation): EpochRecord {
  return {
    epoch,
    trainError: train.error,
    trainLoss: train.loss,
    testError: test.error,
    testLoss: test.loss,
  }
}

/**
 * Opens networks in the fastest way: plain fully connected networks have a fused path, on the host or stacked on a GPU;
 * all others are trained operation by operation.
 */
function openNetworks(
  backend: Backend,
  data: PreparedDataset,
  plan: NetworkPlan,
  { hyperparameters, variants }: Pick<TrainingTask, 'hyperparameters' | 'variants'>,
  given: readonly NetworkInTraining[],
): NetworksInTraining {
  const start = given.map((run) => ({ ...run, network: fitNetwork(plan, run.network) }))
  if (!hasFusedSteps(plan, hyperparameters))
    return openOnTensors(backend, data, plan, hyperparameters, variants, start)
  const shapes = listLayerShapes(plan.tensors)
  return backend.gpu
    ? openOnDevice(backend, data, shapes, start)
    : openOnHost(backend.kernels, data, shapes, start, hyperparameters.batchSize)
}

/** Trains every run for one epoch (from 1) of `count` images, each in the batch order of its seed. */
async function trainEpoch(
  networks: NetworksInTraining,
  count: number,
  { hyperparameters, variants }: TrainingTask,
  epoch: number,
  history: readonly (readonly EpochRecord[])[],
  progress: Progress,
): Promise<void> {
  const { momentum, batchSize } = hyperparameters
  const learningRate = learningRateOf(epoch, hyperparameters)
  const before = epoch > 1 ? learningRateOf(epoch - 1, hyperparameters) : 0
  // After a learning rate of 0 there is no velocity to rescale.
  if (before > 0) networks.rescaleVelocity(learningRate / before)
  const orders = variants.map(({ seed }) => drawBatchOrder(seed, epoch, count))
  const weightDecays = variants.map(({ weightDecay }, run) =>
    decaysIn(epoch, findInterpolationEpoch(history[run]), hyperparameters) ? weightDecay : 0,
  )
  for (let start = 0; start < count; start += batchSize) {
    const images = Math.min(batchSize, count - start)
    const rows = orders.map((order) => order.subarray(start, start + images))
    networks.step(rows, { epoch, learningRate, momentum, weightDecays })
    await progress.countImages(epoch, images)
  }
}

const rowsAtOnce = 512

/**
 * Returns a function that detects the epoch in which a run first reaches training error 0, without evaluating every
 * epoch in full: one misclassified image decides, and images misclassified the last time are checked first.
 */
function watchInterpolation(networks: NetworksInTraining, train: PreparedSplit) {
  const blocks = listBlocks(train.count, rowsAtOnce)
  let suspect = 0
  /** Returns true if a run whose history has no training error 0 classifies every training image correctly now. */
  return async (history: readonly (readonly EpochRecord[])[]): Promise<boolean> => {
    let open = history.flatMap((records, run) => (findInterpolationEpoch(records) === null ? [run] : []))
    for (let i = 0; i < blocks.length && open.length > 0; i++) {
      const index = (suspect + i) % blocks.length
      const scores = await scoreBlock(networks, 'train', train, blocks[index])
      open = open.filter((run) => scores[run].wrong === 0)
      if (open.length === 0) suspect = index
    }
    return open.length > 0
  }
}

/** Counts the work done, reports it, and lets the event loop run in between. */
interface Progress {
  /** Counts a step on `images` images of every run. Rejects with the signal's reason when aborted. */
  countImages(epoch: number, images: number): Promise<void>
  /** Counts an evaluation of both splits. Rejects with the signal's reason when aborted. */
  countEvaluation(epoch: number): Promise<void>
}

/** Long enough to cost nothing, short enough to react to a cancellation at once. */
const reportIntervalMs = 100

/** Counts work in floating-point operations, starting after `epoch` completed epochs. */
function trackProgress(
  task: TrainingTask,
  plan: NetworkPlan,
  trainCount: number,
  testCount: number,
  epoch: number,
  hooks: TrainingHooks,
): Progress {
  const perImage = plan.trainingFlops
  const perEvaluation = plan.evaluationFlops * (trainCount + testCount)
  const workUpTo = (epochs: number) =>
    epochs * trainCount * perImage + task.evaluateAt.filter((at) => at <= epochs).length * perEvaluation
  const total = workUpTo(task.hyperparameters.epochs)
  let done = workUpTo(epoch)
  let reported = 0
  const advance = async (at: number, work: number) => {
    done += work
    if (performance.now() - reported < reportIntervalMs) return
    reported = performance.now()
    hooks.onProgress?.({ epoch: at, fraction: Math.min(1, done / total) })
    await turnOfTheLoop()
    hooks.signal?.throwIfAborted()
  }
  return {
    countImages: (at, images) => advance(at, images * perImage),
    countEvaluation: (at) => advance(at, perEvaluation),
  }
}
