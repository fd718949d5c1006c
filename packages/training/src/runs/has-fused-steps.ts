import { isPlainNetwork } from '../architectures/is-plain-network.ts'
import type { NetworkPlan } from '../architectures/plan-network.ts'
import { isPlainRecipe } from '../recipe/is-plain-recipe.ts'
import type { Recipe } from '../recipe/recipe.ts'

/**
 * Returns true if training has a fused path for a network, on the host or stacked on a GPU. All other networks are
 * trained operation by operation.
 */
export function hasFusedSteps(plan: NetworkPlan, recipe: Recipe): boolean {
  return isPlainNetwork(plan) && isPlainRecipe(recipe)
}
