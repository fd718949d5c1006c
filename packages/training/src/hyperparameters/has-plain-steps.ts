import type { Hyperparameters } from './hyperparameters.ts'

/**
 * Returns true if steps are SGD with momentum on the plain cross-entropy of unchanged images, with decay of all
 * parameters: what the fused paths of the fully connected network compute. Any schedule is allowed.
 */
export function hasPlainSteps({
  optimiser = 'sgd',
  decayOf = 'all',
  loss = 'cross-entropy',
  labelSmoothing = 0,
  microBatches = 1,
  augmentation = 'none',
}: Hyperparameters): boolean {
  const plainStep = optimiser === 'sgd' && decayOf === 'all' && microBatches === 1
  const plainImages = augmentation === 'none'
  return plainStep && plainImages && loss === 'cross-entropy' && labelSmoothing === 0
}
