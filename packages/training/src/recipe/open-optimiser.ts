import { openAdam } from './adam.ts'
import type { OpenedOptimiser, TrainedParameter } from './opened-optimiser.ts'
import type { Optimiser } from './recipe.ts'
import { openSgd } from './sgd.ts'
import type { Tf } from '../tensors.ts'

export type { OpenedOptimiser, TrainedParameter } from './opened-optimiser.ts'

/**
 * Opens the optimiser of a recipe with an initial state. Weight decay is L2, added to the gradient, as in PyTorch's SGD
 * and Adam.
 */
export function openOptimiser(
  tf: Tf,
  recipe: Optimiser,
  parameters: readonly TrainedParameter[],
): OpenedOptimiser {
  return recipe.optimiser === 'adam' ? openAdam(tf, recipe, parameters) : openSgd(tf, recipe, parameters)
}
