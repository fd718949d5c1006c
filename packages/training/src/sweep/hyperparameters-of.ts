import type { Hyperparameters } from '../hyperparameters/hyperparameters.ts'
import { hyperparameterOptions } from './hyperparameter-options.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Returns the hyper-parameters of a sweep's runs, without those that the sweep leaves out. */
export function hyperparametersOf(config: SweepConfig): Hyperparameters {
  const { epochs, batchSize, learningRate, momentum } = config
  const given = hyperparameterOptions.flatMap(({ name }) =>
    config[name] === undefined ? [] : [[name, config[name]]],
  )
  return { epochs, batchSize, learningRate, momentum, ...Object.fromEntries(given) }
}

/**
 * Returns the settings of a sweep's model besides architecture and dataset: hyper-parameters and the architecture's
 * options.
 */
export function describeModelSettings(config: SweepConfig): Record<string, unknown> {
  const { hiddenLayers, options, control, dataSeed, pictureSize } = config
  const own = { hiddenLayers, options, control, dataSeed, pictureSize }
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...hyperparametersOf(config) }
}
