import type { Recipe } from './recipe.ts'

/**
 * Whether steps are SGD with momentum on the plain cross-entropy of images as they are, all parameters decaying: what
 * the fused paths of the fully connected network compute. Their schedule may be any.
 */
export function isPlainRecipe({
  optimiser = 'sgd',
  decayOf = 'all',
  loss = 'cross-entropy',
  labelSmoothing = 0,
  microBatches = 1,
  augmentation = 'none',
}: Recipe): boolean {
  const plainStep = optimiser === 'sgd' && decayOf === 'all' && microBatches === 1
  const plainImages = augmentation === 'none'
  return plainStep && plainImages && loss === 'cross-entropy' && labelSmoothing === 0
}
