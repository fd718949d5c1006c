import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildNativeKernels, nativeKernelsFile } from './kernels/load-kernels.ts'
import { cacheFolder } from './native/cache-folder.ts'
import { chooseLibrary } from './native/choose-library.ts'
import { compileBinding, requireCompiler, verifyBinding } from './native/compile-binding.ts'
import { wantsCuda } from './native/cuda-wheels.ts'
import { fetchWheel } from './native/fetch-wheel.ts'
import { findInstalledLibrary, requireSupportedPlatform } from './native/tensorflow-library.ts'
import { findNative, recordNative, type NativeAbsent, type NativeSetup } from './native/native-setup.ts'
import { withSetUpLock } from './native/set-up-lock.ts'
import type { SetUpProgress } from './native/set-up-progress.ts'
import { SetUpImpossible } from './native/set-up-impossible.ts'

export * from './doctor.ts'
export { cacheFolder } from './native/cache-folder.ts'
export { findNative, type NativeAbsent, type NativeSetup } from './native/native-setup.ts'
export type { SetUpPhase, SetUpProgress } from './native/set-up-progress.ts'

export interface SetUpOptions {
  /** Called with the steps of the set-up. */
  readonly progress?: SetUpProgress
}

/**
 * Sets up the native TensorFlow backend: finds or downloads the library, compiles the binding and the host kernels into
 * the cache, and tries them. Returns at once if that is done. After a set-up that was killed, the next one continues
 * from its last finished step. Returns the reason rather than an error if it cannot be done, since other backends
 * remain.
 */
export async function setUpNative(options: SetUpOptions = {}): Promise<NativeSetup | NativeAbsent> {
  const progress = options.progress ?? (() => {})
  try {
    const cache = cacheFolder()
    await mkdir(cache, { recursive: true })
    await buildKernels(cache, progress)
    const found = findNative()
    if (found.present) return found
    requireSupportedPlatform()
    return await withSetUpLock(
      join(cache, 'set-up.lock'),
      () => setUpLocked(cache, progress),
      () => progress('wait', undefined),
    )
  } catch (error) {
    if (error instanceof SetUpImpossible)
      return { present: false, reason: error.reason, remedy: error.remedy }
    const { message } = error as Error
    return {
      present: false,
      reason: `Set-up failed: ${message}`,
      remedy: 'Check the free disk space and the rights in the cache folder, then run the set-up again',
    }
  }
}

/**
 * Compiles the host kernels for this machine's processor into the cache. Ignores failures, since WebAssembly works
 * without a compiler.
 */
async function buildKernels(cache: string, progress: SetUpProgress): Promise<void> {
  if (existsSync(nativeKernelsFile(cache))) return
  progress('kernels', undefined)
  await buildNativeKernels(cache).catch(() => undefined)
}

async function setUpLocked(cache: string, progress: SetUpProgress): Promise<NativeSetup> {
  // Another set-up may have finished while this one waited.
  const found = findNative()
  if (found.present) return found
  await requireCompiler()
  progress('search', undefined)
  const cuda = await wantsCuda()
  const installed = { find: findInstalledLibrary }
  const cudaWheel = { find: () => fetchWheel(cache, true, progress) }
  const cpuWheel = { find: () => fetchWheel(cache, false, progress), cpuOnly: true }
  const own = Boolean(process.env.MITOSCOPE_TENSORFLOW)
  const sources = own ? [installed] : cuda ? [installed, cudaWheel, cpuWheel] : [installed, cpuWheel]
  const setup = await chooseLibrary(sources, cuda, async (library) => {
    progress('compile', undefined)
    const binding = await compileBinding(cache, library)
    progress('verify', undefined)
    return { present: true, binding, library, ...(await verifyBinding(binding)) }
  })
  await recordNative(setup)
  return setup
}
