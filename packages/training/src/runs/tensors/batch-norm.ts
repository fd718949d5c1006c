import type { Tensor, Tensor4D, Tf } from '../../tensors.ts'

/** PyTorch's: added to the variance before its root is taken. */
export const epsilon = 1e-5

/** PyTorch's: how far the running statistics move towards the batch's. */
export const momentum = 0.1

/** Gives rows [count, neurons] the shape of images of one pixel; images stay. A new tensor in either case. */
export function toPixels(tf: Tf, x: Tensor): Tensor4D {
  const [count, neurons] = x.shape
  const shape = x.rank === 4 ? x.shape : [count, 1, 1, neurons]
  return tf.reshape(x, shape as [number, number, number, number])
}
