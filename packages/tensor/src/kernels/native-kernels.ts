import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import type { KernelName } from './functions.ts'
import { arrayTypes, type ArrayType, type Kernels } from './kernels.ts'

type Entry = { now: (...args: unknown[]) => number; later: (...args: unknown[]) => Promise<number> }

/** Opens the library that build.ts compiled. `threads` calls run side by side on Node's thread pool. */
export function openNativeKernels(file: string, threads = availableParallelism()): Kernels {
  // Node reads this once, at the pool's first use; the default of four would leave cores unused.
  process.env.UV_THREADPOOL_SIZE ??= String(Math.max(4, threads))
  const functions = createRequire(import.meta.url)(file) as Record<KernelName, Entry>
  return {
    kind: 'native',
    threads: Math.min(threads, Number(process.env.UV_THREADPOOL_SIZE)),
    allocate: (type: ArrayType, length: number) => new arrayTypes[type](length) as never,
    release: () => {},
    call: (name: KernelName, ...args: unknown[]) => functions[name].now(...args) as never,
    run: (name: KernelName, ...args: unknown[]) => functions[name].later(...args) as never,
  }
}
