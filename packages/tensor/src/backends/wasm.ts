import * as tf from '@tensorflow/tfjs-core'
import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import type { Backend } from '../backend.ts'
import { BackendUnavailable } from '../backend-name.ts'
import { createHostGram } from '../gram/host-gram.ts'
import { hostAlgebra } from '../linear-algebra/algebra.ts'
import { loadKernels } from '../kernels/load-kernels.ts'
import { registerGradients } from './register-gradients.ts'
import { registerFilterGradient } from './wasm-convolutions.ts'
import { registerFastProducts } from './wasm-products.ts'

/** Opens the WebAssembly backend: one thread, float32, nothing to install. */
export async function openWasm(): Promise<Backend> {
  const { setWasmPaths, version_wasm: version } = await import('@tensorflow/tfjs-backend-wasm')
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(dirname(main) + sep)
  registerGradients()
  registerFastProducts()
  registerFilterGradient()
  if (!(await tf.setBackend('wasm'))) {
    throw new BackendUnavailable(
      'wasm',
      'its WebAssembly module does not start',
      'Install the packages again',
    )
  }
  await tf.ready()
  const kernels = loadKernels({ kind: 'wasm' })
  return {
    name: 'wasm',
    device: `CPU (WebAssembly ${version}, 1 thread)`,
    version,
    gpu: false,
    tf,
    kernels,
    algebra: hostAlgebra,
    createGram: (width) => createHostGram(kernels, width),
  }
}
