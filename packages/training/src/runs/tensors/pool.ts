import type { Tensor, Tensor4D, Tf } from '../../tensors.ts'
import { padPixels } from './window.ts'

/** Computes means of squares of size × size pixels with the given stride. `back` computes their gradient. */
export function poolMean(tf: Tf, x: Tensor4D, size: number, stride: number) {
  const attributes = { filterSize: size, strides: stride, pad: 'valid' as const }
  return {
    output: tf.avgPool(x, size, stride, 'valid'),
    back: (dy: Tensor4D): Tensor => tf.engine().runKernel('AvgPoolGrad', { dy, input: x }, attributes),
  }
}

/** Computes maxima of 3 × 3 pixels with stride 2, padded by one pixel of −3e38. `back` computes their gradient. */
export function poolMaximum(tf: Tf, x: Tensor4D) {
  const padded = padPixels(tf, x, 1, -3e38)
  const output = tf.maxPool(padded, 3, 2, 'valid')
  const attributes = { filterSize: 3, strides: 2, pad: 'valid' as const }
  const back = (dy: Tensor4D): Tensor =>
    tf.tidy(() => {
      const slope = tf
        .engine()
        .runKernel('MaxPoolGrad', { dy, input: padded, output }, attributes) as Tensor4D
      return tf.slice(slope, [0, 1, 1, 0], x.shape)
    })
  return { output, back, saved: [padded] }
}
