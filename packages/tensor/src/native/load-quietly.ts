import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { nativeKernelsFile } from '../kernels/build.ts'
import { cacheFolder } from './cache-folder.ts'

interface Mute {
  readonly mute_errors: { now(): number }
  readonly unmute_errors: { now(saved: number): void }
}

/**
 * Loads a library without its output to standard error. On some processors TensorFlow prints which instructions it uses
 * before any setting takes effect. Without compiled kernels the output is not suppressed.
 */
export function loadQuietly<T>(load: () => T): T {
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
