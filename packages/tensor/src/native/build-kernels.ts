import { existsSync } from 'node:fs'
import { buildNativeKernels, nativeKernelsFile } from '../kernels/build.ts'
import type { SetUpProgress } from './set-up-progress.ts'

/**
 * Compiles the host kernels for this machine's processor into the cache. Ignores failures, since WebAssembly works
 * without a compiler.
 */
export async function buildKernels(cache: string, progress: SetUpProgress): Promise<void> {
  if (existsSync(nativeKernelsFile(cache))) return
  progress('kernels', undefined)
  await buildNativeKernels(cache).catch(() => undefined)
}
