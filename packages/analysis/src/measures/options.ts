import type { Option } from './option.ts'

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
