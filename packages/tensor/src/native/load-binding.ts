import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import util from 'node:util'
import { nativeKernelsFile } from '../kernels/load-kernels.ts'
import { cacheFolder } from './cache-folder.ts'
import { bindingPackageFolder } from './tensorflow-library.ts'

/** The functions of the compiled binding in use, besides those that TensorFlow.js itself calls. */
export interface TensorFlowBinding {
  readonly TF_Version: string
  readonly TF_FLOAT: number
  readonly TF_INT32: number
  readonly TF_ATTR_TYPE: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_INT: number
  isUsingGpuDevice(): boolean
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array): number
  deleteTensor(id: number): void
  getNumOfTensors(): number
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array
  executeOp(
    name: string,
    attributes: readonly object[],
    inputs: readonly number[],
    outputs: number,
  ): { id: number }[]
}

/** Class of the package's backend, an ordinary TensorFlow.js backend around a binding. */
type BackendClass = new (
  binding: TensorFlowBinding,
  packageName: string,
) => import('@tensorflow/tfjs-core').KernelBackend

/**
 * Loads the compiled binding and the package's backend around it. The package's own entry file is not used, because it
 * looks for the binding in node_modules and prints to the console.
 */
export function loadBinding(file: string): {
  binding: TensorFlowBinding
  createBackend: () => import('@tensorflow/tfjs-core').KernelBackend
} {
  // TensorFlow reads this when it is loaded; a user's own setting stays.
  const quiet = process.env.TF_CPP_MIN_LOG_LEVEL === undefined
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  restoreUtilFunctions()
  const require = createRequire(import.meta.url)
  const open = (): TensorFlowBinding => require(file)
  const binding = quiet ? loadQuietly(open) : open()
  const package_ = bindingPackageFolder()
  const { NodeJSKernelBackend } = require(join(package_, 'dist/nodejs_kernel_backend.js')) as {
    NodeJSKernelBackend: BackendClass
  }
  require(join(package_, 'dist/register_all_kernels.js'))
  return { binding, createBackend: () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node-gpu') }
}

/** Restores functions that Node 23 removed and that the package still calls. */
function restoreUtilFunctions(): void {
  const old = util as unknown as Record<string, unknown>
  old.isArray ??= Array.isArray
  old.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined
  old.isString ??= (value: unknown) => typeof value === 'string'
  old.isNumber ??= (value: unknown) => typeof value === 'number'
}

interface Mute {
  readonly mute_errors: { now(): number }
  readonly unmute_errors: { now(saved: number): void }
}

/**
 * Loads a library without its output to standard error. On some processors TensorFlow prints which instructions it uses
 * before any setting takes effect. Without compiled kernels the output is not suppressed.
 */
function loadQuietly<T>(load: () => T): T {
  const file = nativeKernelsFile(cacheFolder())
  if (!existsSync(file)) return load()
  const { mute_errors, unmute_errors } = createRequire(import.meta.url)(file) as Mute
  const saved = mute_errors.now()
  try {
    return load()
  } finally {
    unmute_errors.now(saved)
  }
}
