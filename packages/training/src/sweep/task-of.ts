import type { ArchitectureOptions } from '../architectures/architecture.ts'
import { planNetwork, type NetworkPlan } from '../architectures/plan-network.ts'
import type { InputShape } from '../datasets/dataset.ts'
import { findDataset } from '../datasets/datasets.ts'
import { countOutputs } from '../hyperparameters/count-outputs.ts'
import type { RunVariant } from '../hyperparameters/hyperparameters.ts'
import type { TrainingTask } from '../runs/training-task.ts'
import { listCheckpoints, listEvaluations } from './list-epochs.ts'
import { hyperparametersOf } from './hyperparameters-of.ts'
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
