import type { Recipe } from '../recipe/recipe.ts'
import { recipeOptions } from './recipe-options.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Returns the hyper-parameters of a sweep's runs, without those that the sweep leaves out. */
export function recipeOf(config: SweepConfig): Recipe {
  const { epochs, batchSize, learningRate, momentum } = config
  const given = recipeOptions.flatMap(({ name }) =>
    config[name] === undefined ? [] : [[name, config[name]]],
  )
  return { epochs, batchSize, learningRate, momentum, ...Object.fromEntries(given) }
}

/**
 * Returns the settings of a sweep's model besides architecture and dataset: hyper-parameters and the architecture's
 * options.
 */
export function describeRecipe(config: SweepConfig): Record<string, unknown> {
  const { hiddenLayers, options, control, dataSeed, pictureSize } = config
  const own = { hiddenLayers, options, control, dataSeed, pictureSize }
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...recipeOf(config) }
}
