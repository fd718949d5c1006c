import type { NamedRecipe } from './named-recipes.ts'
import type { SweepConfig } from './sweep-config.ts'

/**
 * A recipe's settings with some that take their place. Another architecture than the recipe's takes none of its options.
 */
export function applyRecipe({ settings }: NamedRecipe, given: Partial<SweepConfig>): Partial<SweepConfig> {
  const { hiddenLayers, options, ...others } = settings
  const isOther = given.architecture !== undefined && given.architecture !== settings.architecture
  const own = isOther
    ? {}
    : { ...(hiddenLayers !== undefined && { hiddenLayers }), ...(options && { options }) }
  const merged = { ...others, ...own, ...given }
  const chosen = { ...own.options, ...given.options }
  return Object.keys(chosen).length > 0 ? { ...merged, options: chosen } : merged
}
