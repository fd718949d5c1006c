import * as tf from '@tensorflow/tfjs-core'
import { createRequire } from 'node:module'
import type { Backend } from '../backend.ts'
import { BackendUnavailable } from '../backend-unavailable.ts'
import { createHostGram } from '../gram/host-gram.ts'
import { createWebGpuGram } from '../gram/webgpu-gram.ts'
import { hostAlgebra } from '../linear-algebra/algebra.ts'
import { loadKernels } from '../kernels/load-kernels.ts'
import { registerGradients } from './register-gradients.ts'
import { requestWebGpu } from './webgpu-adapter.ts'

/**
 * Opens a GPU of any maker through WebGPU. `asked` is true if the user named this backend; only then is an emulated GPU
 * used.
 */
export async function openWebGpu(asked: boolean): Promise<Backend> {
  const adapter = await requestWebGpu()
  if (adapter.software && !asked) {
    throw new BackendUnavailable(
      'webgpu',
      `only a software GPU answers, ${adapter.device}`,
      'Other backends are faster here; MITOSCOPE_BACKEND=webgpu uses it all the same',
    )
  }
  // Only after `navigator.gpu` is set: the package looks for it once, when it is loaded.
  await import('@tensorflow/tfjs-backend-webgpu')
  registerGradients()
  if (!(await tf.setBackend('webgpu'))) {
    throw new BackendUnavailable('webgpu', `${adapter.device} gives no device`, "Update the GPU's driver")
  }
  await tf.ready()
  const kernels = loadKernels()
  return {
    name: 'webgpu',
    device: adapter.device,
    version: createRequire(import.meta.url)('webgpu/package.json').version,
    gpu: true,
    tf,
    kernels,
    algebra: hostAlgebra,
    createGram: (width, rows) =>
      rows !== undefined && isSmall(rows, width)
        ? createHostGram(kernels, width)
        : createWebGpuGram(tf, width),
  }
}

/**
 * Returns true if the host's float64 is better than the GPU's float32. With few rows per column the Gram matrix is
 * close to singular, and fits on it magnify its rounding; a small matrix takes the host no time.
 */
function isSmall(rows: number, width: number): boolean {
  return rows < 8 * width || rows * width ** 2 < 1e9
}
