import type { Backend } from '@mitoscope/tensor/compute'
import type { NetworkPlan } from '../../architectures/plan-network.ts'
import type { PreparedDataset } from '../../datasets/prepare-dataset.ts'
import { openOptimiser } from '../../hyperparameters/open-optimiser.ts'
import type { Hyperparameters, RunVariant } from '../../hyperparameters/hyperparameters.ts'
import type { NetworkInTraining, NetworksInTraining } from '../networks-in-training.ts'
import { evaluateRows, fromDevice, NetworkOnTensors, toDevice } from './network-on-tensors.ts'
import { takeStep } from './take-step.ts'

/**
 * Opens networks of any architecture for training with any hyper-parameters, one after the other. Each step runs
 * forward and backward on tensors, operation by operation.
 */
export function openOnTensors(
  backend: Backend,
  data: PreparedDataset,
  plan: NetworkPlan,
  hyperparameters: Hyperparameters,
  variants: readonly RunVariant[],
  start: readonly NetworkInTraining[],
): NetworksInTraining {
  const { tf } = backend
  const runs = start.map(({ network: tensors, optimiser: state }) => {
    const network = new NetworkOnTensors(backend, plan, tensors)
    const optimiser = openOptimiser(tf, hyperparameters, network.parameters)
    // At the start of a training there is no state to restore.
    if (state.length > 0) optimiser.restore(state.map(toDevice))
    return { network, optimiser }
  })
  return {
    step(rows, { weightDecays, ...settings }) {
      for (const [i, run] of runs.entries()) {
        const own = { ...settings, seed: variants[i].seed, weightDecay: weightDecays[i] }
        takeStep(tf, data, hyperparameters, run, rows[i], own)
      }
    },
    // The state is PyTorch's velocity, which does not depend on the learning rate.
    rescaleVelocity() {},
    async logits(split, block) {
      const all: Float32Array[] = []
      for (const { network } of runs) {
        all.push(await evaluateRows(tf, network, data, data[split], block, 'logits'))
      }
      return all
    },
    networks: () => Promise.all(runs.map(({ network }) => network.read())),
    capture: () =>
      Promise.all(
        runs.map(async ({ network, optimiser }) => {
          return { network: await network.read(), optimiser: (await optimiser.capture()).map(fromDevice) }
        }),
      ),
    release() {
      for (const { network, optimiser } of runs) {
        optimiser.release()
        network.release()
      }
    },
  }
}
