import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Returns a hash of everything that kernels.wasm is built from: the sources except the native binding, and the build
 * script.
 */
export function hashSources(): string {
  const hash = createHash('sha256')
  const folder = new URL('./source/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name !== 'napi.cc')
  for (const name of names.toSorted()) hash.update(name).update(readFileSync(new URL(name, folder)))
  return hash.update(readFileSync(new URL('./build-wasm.sh', import.meta.url))).digest('hex')
}
