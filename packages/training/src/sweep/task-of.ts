import type { ArchitectureOptions } from '../architectures/architecture.ts'
import { type NetworkPlan, planNetwork } from '../architectures/plan-network.ts'
import type { InputShape } from '../datasets/dataset.ts'
import { findDataset } from '../datasets/datasets.ts'
import { countOutputs, type Hyperparameters, type RunVariant } from '../hyperparameters/hyperparameters.ts'
import type { TrainingTask } from '../runs/training-state.ts'
import { hyperparameterOptions } from './sweep-options.ts'
import { listCheckpoints, listEvaluations } from './list-runs.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Returns the training task for runs of a sweep that have one width. */
export function taskOf(config: SweepConfig, width: number, variants: readonly RunVariant[]): TrainingTask {
  return {
    architecture: config.architecture,
    options: optionsOf(config),
    width,
    hyperparameters: hyperparametersOf(config),
    variants: variants.map(({ seed, weightDecay }) => ({ seed, weightDecay })),
    evaluateAt: listEvaluations(config),
    checkpointAt: listCheckpoints(config),
  }
}

/**
 * Returns the plan of a sweep's network with a width. `shape` and `classes` are the catalogue's unless given, as for
 * the user's own data.
 */
export function planOf(
  config: SweepConfig,
  width: number,
  { shape, classes }: { readonly shape: InputShape; readonly classes: number } = findDataset(config.dataset),
): NetworkPlan {
  const { architecture } = config
  const outputs = countOutputs(config, classes)
  return planNetwork({ architecture, options: optionsOf(config), width, shape, outputs })
}

function optionsOf({ hiddenLayers, options }: SweepConfig): ArchitectureOptions {
  return { ...(hiddenLayers !== undefined && { hiddenLayers }), ...options }
}

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
  const { hiddenLayers, options, control, labelNoise, dataSeed, pictureSize } = config
  const own = { hiddenLayers, options, control, labelNoise, dataSeed, pictureSize }
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...hyperparametersOf(config) }
}
