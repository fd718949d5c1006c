import type { Backend } from '@mitoscope/tensor/compute'
import { fitNetwork } from '../architectures/fit-network.ts'
import { listLayerShapes } from '../architectures/linear-network.ts'
import type { NetworkPlan } from '../architectures/plan-network.ts'
import type { PreparedDataset } from '../datasets/prepare-dataset.ts'
import { hasFusedSteps } from './has-fused-steps.ts'
import { openOnDevice } from './device/open-on-device.ts'
import { openOnHost } from './host/open-on-host.ts'
import type { NetworkInTraining, NetworksInTraining } from './networks-in-training.ts'
import { openOnTensors } from './tensors/open-on-tensors.ts'
import type { TrainingTask } from './training-task.ts'

/**
 * Opens networks in the fastest way: plain fully connected networks have a fused path, on the host or stacked on a GPU;
 * all others are trained operation by operation.
 */
export function openNetworks(
  backend: Backend,
  data: PreparedDataset,
  plan: NetworkPlan,
  { recipe, variants }: Pick<TrainingTask, 'recipe' | 'variants'>,
  given: readonly NetworkInTraining[],
): NetworksInTraining {
  const start = given.map((run) => ({ ...run, network: fitNetwork(plan, run.network) }))
  if (!hasFusedSteps(plan, recipe)) return openOnTensors(backend, data, plan, recipe, variants, start)
  const shapes = listLayerShapes(plan.tensors)
  return backend.gpu
    ? openOnDevice(backend, data, shapes, start)
    : openOnHost(backend.kernels, data, shapes, start, recipe.batchSize)
}
