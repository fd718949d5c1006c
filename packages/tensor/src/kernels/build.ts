import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, cpus, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { putInPlace } from '../native/put-in-place.ts'

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
export function nativeKernelsFile(cacheFolder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(source).toSorted()) hash.update(readFileSync(join(source, name)))
  hash.update([platform(), arch(), cpus()[0]?.model ?? '', ...flags].join())
  return join(cacheFolder, 'kernels', `kernels-${hash.digest('hex').slice(0, 16)}.node`)
}

/**
 * Compiles the kernels for this processor with g++, unless the library exists. Returns its path; rejects with the
 * compiler's message if compilation fails.
 */
export async function buildNativeKernels(cacheFolder: string): Promise<string> {
  const file = nativeKernelsFile(cacheFolder)
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
