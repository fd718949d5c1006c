import type { LayerShape } from '../architectures/network.ts'

/** Floating-point operations per image of a training step: forward, and back except to the images themselves. */
export function countTrainingFlops(shapes: readonly LayerShape[]): number {
  return shapes.reduce((sum, { inputs, outputs }, i) => sum + (i === 0 ? 4 : 6) * (inputs + 1) * outputs, 0)
}

/** Floating-point operations per image of an evaluation. */
export function countEvaluationFlops(shapes: readonly LayerShape[]): number {
  return shapes.reduce((sum, { inputs, outputs }) => sum + 2 * (inputs + 1) * outputs, 0)
}
