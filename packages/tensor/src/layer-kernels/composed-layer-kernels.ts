import type * as tfjs from '@tensorflow/tfjs-core'
import type { LayerKernels } from './layer-kernels.ts'

/** Returns operations of layers composed of operations that every backend has. */
export function composedLayerKernels(tf: typeof tfjs): LayerKernels {
  const axes = [0, 1, 2]
  return {
    normaliseBatch(x, { scale, offset, mean, variance }, { epsilon, momentum }) {
      const rows = x.size / scale.size
      const [y, nextMean, nextVariance, own, inverse] = tf.tidy(() => {
        const own = tf.mean(x, axes)
        const centred = tf.sub(x, own)
        const biased = tf.mean(tf.square(centred), axes)
        const inverse = tf.rsqrt(tf.add(biased, epsilon))
        const move = (before: tfjs.Tensor, now: tfjs.Tensor, factor: number) =>
          tf.add(tf.mul(before, 1 - momentum), tf.mul(now, factor))
        return [
          tf.add(tf.mul(centred, tf.mul(inverse, scale)), offset),
          move(mean, own, momentum),
          move(variance, biased, (momentum * rows) / Math.max(1, rows - 1)),
          own,
          inverse,
        ]
      })
      return { y, mean: nextMean, variance: nextVariance, saved: [own, inverse] }
    },
    normaliseBatchGradient(slope, x, scale, [mean, inverse]) {
      return tf.tidy(() => {
        const standard = tf.mul(tf.sub(x, mean), inverse)
        const rows = x.size / scale.size
        const [offset, product] = [tf.sum(slope, axes), tf.sum(tf.mul(slope, standard), axes)]
        const direct = tf.sub(tf.sub(slope, tf.div(offset, rows)), tf.mul(standard, tf.div(product, rows)))
        return [tf.mul(direct, tf.mul(scale, inverse)), product, offset] as tfjs.Tensor[] as never
      })
    },
    rectifyGradient: (slope, y) => tf.tidy(() => tf.mul(slope, tf.step(y))),
  }
}
