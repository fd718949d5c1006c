import type * as tfjs from '@tensorflow/tfjs-core'
import type { LayerKernels } from './layer-kernels.ts'

type Tensor = tfjs.Tensor

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
export function nativeLayerKernels(tf: typeof tfjs): LayerKernels {
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
