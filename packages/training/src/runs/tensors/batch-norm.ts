import type { Tensor, Tensor4D, Tf } from '../../tensors.ts'

/** Term added to the variance before its root, as in PyTorch. */
export const epsilon = 1e-5

/** Share by which the running statistics move towards the batch's, as in PyTorch. */
export const momentum = 0.1

/** Returns rows [count, neurons] as images of one pixel, and images as they are; always a new tensor. */
export function toPixels(tf: Tf, x: Tensor): Tensor4D {
  const [count, neurons] = x.shape
  const shape = x.rank === 4 ? x.shape : [count, 1, 1, neurons]
  return tf.reshape(x, shape as [number, number, number, number])
}
