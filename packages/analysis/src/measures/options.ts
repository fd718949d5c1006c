import type { PartitionSettings } from '../computations/partition-layer.ts'
import type { Option, OptionValues } from './option.ts'

/** Number of random draws. */
export function drawsOption(count: number): Option {
  return {
    kind: 'integer',
    name: 'draws',
    description: 'Random draws of the neurons; ignored when the input brings its own permutations.',
    minimum: 1,
    maximum: 100_000,
    default: count,
  }
}

/** R² from which a chunk counts as carrying the layer's information. */
export const thresholdOption: Option = {
  kind: 'number',
  name: 'threshold',
  description: 'τ: mean R² from which a chunk counts as carrying the whole layer.',
  minimum: 0.5,
  maximum: 0.999999,
  default: 0.99,
}

/** Options that decide how a layer is split; the same values and draws give the same groups. */
export const partitionOptions: readonly Option[] = [
  thresholdOption,
  {
    kind: 'integer',
    name: 'size',
    description: 'Neurons per group; w* when not given.',
    minimum: 1,
    maximum: 100_000,
    default: null,
  },
]

/** Returns the settings of a partition that the values of `partitionOptions` name. */
export function partitionOf(options: OptionValues): PartitionSettings {
  return { size: options.size as number | null, threshold: options.threshold as number }
}

/** Returns the option for the number of inputs between which distances are computed; the cost grows with its square. */
export function pointsOption(count: number): Option {
  return {
    kind: 'integer',
    name: 'points',
    description:
      'Test rows that distances are computed between, at most: a random subset, the same for every layer of as many rows.',
    minimum: 4,
    maximum: 20_000,
    default: count,
  }
}

/** Option for the share of points with the largest μ that the fit of 2NN leaves out. */
export const discardOption: Option = {
  kind: 'number',
  name: 'discard',
  description: 'Share of the points, those of largest r₂ / r₁, that the fit of 2NN leaves out.',
  minimum: 0,
  maximum: 0.9,
  default: 0.1,
}
