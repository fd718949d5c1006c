import type { Loss } from './recipe.ts'

/** Logits of a network: one per class, or a single one for the square hinge. */
export function countOutputs({ loss }: Loss, classes: number): number {
  return loss === 'square-hinge' ? 1 : classes
}
