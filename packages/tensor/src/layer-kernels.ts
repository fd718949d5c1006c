import type * as tfjs from '@tensorflow/tfjs-core'

type Tensor = tfjs.Tensor

/** Results of normalising a batch. The caller must dispose of all tensors. */
export interface NormalisedBatch {
  readonly y: Tensor
  /** Running mean, moved towards the batch's; `variance` likewise. */
  readonly mean: Tensor
  readonly variance: Tensor
  /** Tensors that the gradient needs. */
  readonly saved: readonly Tensor[]
}

/**
 * Operations of network layers for which TensorFlow.js has no single function, as fast as the backend provides them.
 */
export interface LayerKernels {
  /**
   * Applies batch norm in training to x [count, rows, columns, channels], with its own mean and biased variance. The
   * running statistics move by `momentum` towards the mean and the unbiased variance, as in PyTorch.
   */
  normaliseBatch(
    x: Tensor,
    parameters: { scale: Tensor; offset: Tensor; mean: Tensor; variance: Tensor },
    settings: { epsilon: number; momentum: number },
  ): NormalisedBatch
  /** Returns the gradients with respect to x, scale and offset. */
  normaliseBatchGradient(
    slope: Tensor,
    x: Tensor,
    scale: Tensor,
    saved: readonly Tensor[],
    epsilon: number,
  ): readonly [Tensor, Tensor, Tensor]
  /** Returns the gradient before a ReLU with the output y. */
  rectifyGradient(slope: Tensor, y: Tensor): Tensor
}

/** Returns the layer kernels of the selected backend. */
export function findLayerKernels(tf: typeof tfjs): LayerKernels {
  return tf.getBackend() === 'tensorflow' ? nativeLayerKernels(tf) : composedLayerKernels(tf)
}

/** The functions of the native backend in use, besides those that TensorFlow.js calls. */
interface NativeBackend {
  readonly binding: Readonly<Record<string, number>>
  executeSingleOutput(name: string, attributes: readonly object[], inputs: readonly Tensor[]): Tensor
  executeMultipleOutputs(
    name: string,
    attributes: readonly object[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[]
}

/** Returns operations of layers that TensorFlow computes in one pass each. */
function nativeLayerKernels(tf: typeof tfjs): LayerKernels {
  const backend = tf.backend() as unknown as NativeBackend
  const { binding } = backend
  const float = (name: string) => ({ name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT })
  const describe = (epsilon: number) => [
    float('T'),
    float('U'),
    { name: 'epsilon', type: binding.TF_ATTR_FLOAT, value: epsilon },
    { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: binding.TF_ATTR_BOOL, value: true },
  ]
  return {
    normaliseBatch(x, { scale, offset, mean, variance }, { epsilon, momentum }) {
      const factor = { name: 'exponential_avg_factor', type: binding.TF_ATTR_FLOAT, value: momentum }
      const attributes = [...describe(epsilon), factor]
      const inputs = [x, scale, offset, mean, variance]
      const [y, nextMean, nextVariance, ...saved] = backend.executeMultipleOutputs(
        'FusedBatchNormV3',
        attributes,
        inputs,
        6,
      )
      return { y, mean: nextMean, variance: nextVariance, saved }
    },
    normaliseBatchGradient(slope, x, scale, saved, epsilon) {
      const inputs = [slope, x, scale, ...saved]
      const [dx, dScale, dOffset, ...rest] = backend.executeMultipleOutputs(
        'FusedBatchNormGradV3',
        describe(epsilon),
        inputs,
        5,
      )
      tf.dispose(rest)
      return [dx, dScale, dOffset]
    },
    rectifyGradient: (slope, y) => backend.executeSingleOutput('ReluGrad', [float('T')], [slope, y]),
  }
}

/** Returns operations of layers composed of operations that every backend has. */
function composedLayerKernels(tf: typeof tfjs): LayerKernels {
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
