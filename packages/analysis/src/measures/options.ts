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
