import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, type Python } from '../python-env.ts'

/** Makes an archive of a layer's width, once; the default is 10,000 test and 50,000 training rows. Returns its path. */
export function makeArchive(
  { command, env }: Python,
  width: number,
  { test, train }: { test: number; train: number } = { test: 10_000, train: 50_000 },
): string {
  const script = join(import.meta.dirname, 'make-representation.py')
  const made = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 8)
  const file = join(cache, `w${width}-${test}-${train}-${made}.safetensors`)
  if (existsSync(file)) return file
  process.stderr.write(`▸ making ${file}\n`)
  const sizes = ['--width', width, '--test', test, '--train', train].map(String)
  execFileSync(command, [script, file, ...sizes], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
  })
  return file
}
