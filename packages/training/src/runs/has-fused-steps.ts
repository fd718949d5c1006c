import { isPlainNetwork } from '../architectures/is-plain-network.ts'
import type { NetworkPlan } from '../architectures/plan-network.ts'
import { isPlainRecipe } from '../recipe/is-plain-recipe.ts'
import type { Recipe } from '../recipe/recipe.ts'

/** Whether training has a fused way for a network, on the host or stacked on a GPU; all else goes operation by operation. */
export function hasFusedSteps(plan: NetworkPlan, recipe: Recipe): boolean {
  return isPlainNetwork(plan) && isPlainRecipe(recipe)
}
