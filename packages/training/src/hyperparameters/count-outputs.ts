import type { Loss } from './hyperparameters.ts'

/** Returns the number of logits of a network: one per class, or one for the square hinge. */
export function countOutputs({ loss }: Loss, classes: number): number {
  return loss === 'square-hinge' ? 1 : classes
}
