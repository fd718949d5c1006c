import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPytorch } from '../pytorch/find-pytorch.ts'

/** Folder of what is installed, made and compiled once. */
export const cache = join(tmpdir(), 'mitoscope-bench')

export interface Python {
  readonly command: string
  readonly env: Record<string, string>
}

// Pinned so that figures can be compared over time; pip adds what they need.
const packages = {
  published: [
    'numpy==2.2.6',
    'scipy==1.15.3',
    'scikit-learn==1.6.1',
    'joblib==1.6.0',
    'threadpoolctl==3.7.0',
  ],
  // With its own BLAS and convolutions, which those of distributions lack.
  pytorch: ['torch==2.13.0', 'numpy==2.2.6'],
}

/** Returns a Python with the packages, installed once into the cache. Throws an Error if pip cannot install them. */
export function preparePython(name: keyof typeof packages): Python {
  const set = createHash('sha256').update(packages[name].join()).digest('hex').slice(0, 8)
  const folder = join(cache, `${name}-${set}`)
  if (!existsSync(folder)) {
    const partial = `${folder}.partial`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    process.stderr.write(`▸ installing ${packages[name].join(' ')}\n`)
    const pip = ['-m', 'pip', 'install', '--quiet', '--target', partial]
    execFileSync('python3', [...pip, ...packages[name]], { stdio: ['ignore', 2, 2] })
    renameSync(partial, folder)
  }
  return { command: 'python3', env: { PYTHONPATH: folder } }
}

/**
 * Where compiled networks are kept. PyTorch would leave processes behind that compile beside it, whose time is then a
 * stranger's.
 */
const compiling = { TORCHINDUCTOR_CACHE_DIR: join(cache, 'compiled'), TORCHINDUCTOR_COMPILE_THREADS: '1' }

/** Returns a Python with the pinned PyTorch or, where pip has none for this machine, with the one that is there. */
export function preparePytorch(): Python {
  try {
    const { command, env } = preparePython('pytorch')
    return { command, env: { ...env, ...compiling } }
  } catch (error) {
    const command = findPytorch()
    if (command === undefined) throw error
    process.stderr.write(`  ${(error as Error).message}; going on with the PyTorch of ${command}\n`)
    return { command, env: compiling }
  }
}
