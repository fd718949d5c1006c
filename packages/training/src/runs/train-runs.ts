import type { Backend } from '@mitoscope/tensor/compute'
import { initialiseNetwork, listLayerShapes } from '../architectures/fully-connected.ts'
import type { LayerShape, Network } from '../architectures/network.ts'
import type { PreparedDataset } from '../datasets/prepare-dataset.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import { loadSplit } from './load-split.ts'
import { stackNetworks, unstackNetworks } from './stack-networks.ts'
import { trackProgress } from './track-progress.ts'
import { trainEpoch } from './train-epoch.ts'
import type { NetworksInTraining } from './train-step.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'
import { watchInterpolation } from './watch-interpolation.ts'
import type { TrainingHooks, TrainingTask } from './training-task.ts'

/**
 * Trains all runs of a task together, each step as one batched product over the runs: a step of a small network costs
 * its overhead, so several runs cost little more than one. A run's numbers do not depend on the runs beside it, up to
 * the rounding of the backend's products; on one backend the same task gives the same numbers, resumed or not.
 * Returns the state after the last epoch. Rejects with the signal's reason when aborted.
 */
export async function trainRuns(
  backend: Backend,
  data: PreparedDataset,
  task: TrainingTask,
  hooks: TrainingHooks = {},
): Promise<TrainingState> {
  const { tf } = backend
  const shapes = listLayerShapes(data.inputs, task.width, task.hiddenLayers, data.classes)
  const start = hooks.resumeFrom ?? startState(shapes, task)
  const history = start.runs.map((run) => [...run.history])
  const networks: NetworksInTraining = {
    weights: stackNetworks(
      tf,
      start.runs.map(({ network }) => network),
    ),
    velocity: stackNetworks(
      tf,
      start.runs.map(({ velocity }) => velocity),
    ),
  }
  const train = loadSplit(tf, data.train, data.inputs)
  const test = loadSplit(tf, data.test, data.inputs)
  const interpolates = watchInterpolation(tf, train)
  const progress = trackProgress(task, shapes, train.count, test.count, start.epoch, hooks)
  try {
    for (let epoch = start.epoch + 1; epoch <= task.recipe.epochs; epoch++) {
      await trainEpoch(backend, networks, train, task, epoch, progress)
      if (task.evaluateAt.includes(epoch) || (await interpolates(networks.weights, history))) {
        const onTrain = await evaluate(tf, networks.weights, train)
        const onTest = await evaluate(tf, networks.weights, test)
        history.forEach((records, run) => records.push(joinRecord(epoch, onTrain[run], onTest[run])))
        hooks.onEvaluation?.(
          epoch,
          history.map((records) => records.at(-1)!),
        )
        await progress.countEvaluation(epoch)
      }
      if (task.checkpointAt.includes(epoch)) {
        await hooks.onCheckpoint?.(epoch, await unstackNetworks(networks.weights, shapes))
      }
      await hooks.onEpoch?.(epoch, () => captureState(epoch, networks, history, shapes))
    }
    return await captureState(task.recipe.epochs, networks, history, shapes)
  } finally {
    tf.dispose([...networks.weights, ...networks.velocity])
    train.release()
    test.release()
  }
}

function startState(shapes: readonly LayerShape[], task: TrainingTask): TrainingState {
  const still: Network = {
    layers: shapes.map(({ inputs, outputs }) => {
      return { inputs, outputs, values: new Float32Array((inputs + 1) * outputs) }
    }),
  }
  const runs = task.variants.map(({ seed }) => {
    return { network: initialiseNetwork(shapes, seed), velocity: still, history: [] }
  })
  return { epoch: 0, runs }
}

async function captureState(
  epoch: number,
  { weights, velocity }: NetworksInTraining,
  history: readonly (readonly EpochRecord[])[],
  shapes: readonly LayerShape[],
): Promise<TrainingState> {
  const velocities = await unstackNetworks(velocity, shapes)
  const networks = await unstackNetworks(weights, shapes)
  return {
    epoch,
    runs: networks.map((network, run) => {
      return { network, velocity: velocities[run], history: [...history[run]] }
    }),
  }
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
