import type { Recipe } from './recipe.ts'

/**
 * Learning rate throughout an epoch (from 1): from `learningRate` along a half cosine towards 0, which it would reach
 * after the last epoch (PyTorch's CosineAnnealingLR, stepped by epoch).
 */
export function learningRateOf(epoch: number, { epochs, learningRate }: Recipe): number {
  return (learningRate / 2) * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs))
}
