import type { Optimiser } from './hyperparameters.ts'
import type { Tensor, Tf } from '../tensors.ts'

/**
 * Returns the gradient, plus λ times the parameter if the parameter decays. Weights have two dimensions or more; biases
 * and the scales and shifts of batch norms have one.
 */
export function decayGradient(
  tf: Tf,
  { decayOf }: Optimiser,
  parameter: Tensor,
  gradient: Tensor,
  weightDecay: number,
): Tensor {
  const decays = weightDecay !== 0 && (decayOf !== 'weights' || parameter.rank > 1)
  return decays ? tf.add(gradient, tf.mul(parameter, weightDecay)) : gradient
}
