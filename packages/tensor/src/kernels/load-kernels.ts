import { existsSync } from 'node:fs'
import { cacheFolder } from '../native/cache-folder.ts'
import { nativeKernelsFile } from './build.ts'
import type { Kernels } from './kernels.ts'
import { openNativeKernels } from './native-kernels.ts'
import { openWasmKernels } from './wasm-kernels.ts'

export interface LoadKernelsOptions {
  /** Kind to load; the default is native if set-up compiled it. */
  readonly kind?: Kernels['kind']
  readonly threads?: number
}

/** Loads the kernels compiled for this machine if set-up compiled them, else WebAssembly. */
export function loadKernels({ kind, threads }: LoadKernelsOptions = {}): Kernels {
  const file = nativeKernelsFile(cacheFolder())
  const native = kind !== 'wasm' && existsSync(file)
  if (kind === 'native' && !native) throw new Error('The native kernels are not compiled. Run: npm run setup')
  return native ? openNativeKernels(file, threads) : openWasmKernels(threads)
}
