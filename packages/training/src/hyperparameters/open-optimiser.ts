import { openAdam } from './adam.ts'
import type { OpenedOptimiser, TrainedParameter } from './opened-optimiser.ts'
import type { Optimiser } from './hyperparameters.ts'
import { openSgd } from './sgd.ts'
import type { Tf } from '../tensors.ts'

export type { OpenedOptimiser, TrainedParameter } from './opened-optimiser.ts'

/**
 * Opens the optimiser of these hyper-parameters with an initial state. Weight decay is L2, added to the gradient, as in PyTorch's SGD
 * and Adam.
 */
export function openOptimiser(
  tf: Tf,
  hyperparameters: Optimiser,
  parameters: readonly TrainedParameter[],
): OpenedOptimiser {
  return hyperparameters.optimiser === 'adam'
    ? openAdam(tf, hyperparameters, parameters)
    : openSgd(tf, hyperparameters, parameters)
}
