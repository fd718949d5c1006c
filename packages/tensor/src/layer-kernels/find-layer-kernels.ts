import type * as tfjs from '@tensorflow/tfjs-core'
import { composedLayerKernels } from './composed-layer-kernels.ts'
import type { LayerKernels } from './layer-kernels.ts'
import { nativeLayerKernels } from './native-layer-kernels.ts'

/** Returns the layer kernels of the selected backend. */
export function findLayerKernels(tf: typeof tfjs): LayerKernels {
  return tf.getBackend() === 'tensorflow' ? nativeLayerKernels(tf) : composedLayerKernels(tf)
}
