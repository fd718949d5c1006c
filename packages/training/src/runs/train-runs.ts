import type { Backend } from '@mitoscope/tensor/compute'
import { initialiseNetwork, planNetwork, type NetworkPlan } from '../architectures/plan-network.ts'
import type { PreparedDataset } from '../datasets/prepare-dataset.ts'
import { countOutputs } from '../recipe/count-outputs.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import type { NetworksInTraining } from './networks-in-training.ts'
import { openNetworks } from './open-networks.ts'
import { trackProgress } from './track-progress.ts'
import { trainEpoch } from './train-epoch.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'
import { watchInterpolation } from './watch-interpolation.ts'
import type { TrainingHooks, TrainingTask } from './training-task.ts'

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
  const { epochs } = task.recipe
  const { train, test, shape } = data
  const plan = planNetwork({ ...task, shape, outputs: countOutputs(task.recipe, data.classes) })
  const start = hooks.resumeFrom ?? startState(plan, task)
  const history = start.runs.map((run) => [...run.history])
  const networks = openNetworks(backend, data, plan, task, start.runs)
  const interpolates = watchInterpolation(networks, train)
  const progress = trackProgress(task, plan, train.count, test.count, start.epoch, hooks)
  try {
    // Without epochs, the initial networks are evaluated and saved.
    for (let epoch = epochs === 0 ? 0 : start.epoch + 1; epoch <= epochs; epoch++) {
      if (epoch > 0) await trainEpoch(networks, train.count, task, epoch, progress)
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
