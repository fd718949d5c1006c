import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, availableParallelism, cpus, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, putInPlace } from '../native/cache-folder.ts'
import { type ArrayType, arrayTypes, type KernelName, type Kernels } from './kernels.ts'
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

type Entry = { now: (...args: unknown[]) => number; later: (...args: unknown[]) => Promise<number> }

/** Opens the library that buildNativeKernels compiled. `threads` calls run side by side on Node's thread pool. */
function openNativeKernels(file: string, threads = availableParallelism()): Kernels {
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

const source = fileURLToPath(new URL('./source', import.meta.url))

// Without these flags, errno and traps would keep the compiler from vectorising square roots and selections.
const flags = [
  '-std=c++17',
  '-O3',
  '-march=native',
  '-fno-math-errno',
  '-fno-trapping-math',
  '-fPIC',
  '-shared',
]

/** Returns the path of the library for this processor and these sources, whether or not it exists. */
export function nativeKernelsFile(cache: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(source).toSorted()) hash.update(readFileSync(join(source, name)))
  hash.update([platform(), arch(), cpus()[0]?.model ?? '', ...flags].join())
  return join(cache, 'kernels', `kernels-${hash.digest('hex').slice(0, 16)}.node`)
}

/**
 * Compiles the kernels for this processor with g++, unless the library exists. Returns its path; rejects with the
 * compiler's message if compilation fails.
 */
export async function buildNativeKernels(cache: string): Promise<string> {
  const file = nativeKernelsFile(cache)
  if (existsSync(file)) return file
  mkdirSync(dirname(file), { recursive: true })
  const partial = `${file}.${process.pid}`
  const system = platform() === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []
  const compiler = process.env.CXX || 'g++'
  const args = [...flags, ...system, '-I', nodeHeaders(), join(source, 'napi.cc'), '-o', partial]
  const { status, stderr, error } = spawnSync(compiler, args, { encoding: 'utf8' })
  if (status !== 0) {
    rmSync(partial, { force: true })
    throw new Error(
      `${compiler} could not compile the kernels: ${error?.message ?? stderr.trim().split('\n')[0]}`,
    )
  }
  putInPlace(partial, file)
  return file
}

function nodeHeaders(): string {
  const headers = createRequire(import.meta.url)('node-api-headers') as { include_dir: string }
  return headers.include_dir
}
