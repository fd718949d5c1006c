import { existsSync } from 'node:fs'
import { buildNativeKernels, nativeKernelsFile } from '../kernels/build.ts'
import type { SetUpProgress } from './set-up-progress.ts'

/**
 * Compiles the host kernels for this machine's processor into the cache. Without a compiler there is WebAssembly, so
 * a failure here stops nothing.
 */
export async function buildKernels(cache: string, progress: SetUpProgress): Promise<void> {
  if (existsSync(nativeKernelsFile(cache))) return
  progress('kernels', undefined)
  await buildNativeKernels(cache).catch(() => undefined)
}
