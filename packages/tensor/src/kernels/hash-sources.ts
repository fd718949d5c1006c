import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** A hash of everything that kernels.wasm is made from: the sources but the native binding, and how they are compiled. */
export function hashSources(): string {
  const hash = createHash('sha256')
  const folder = new URL('./source/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name !== 'napi.cc')
  for (const name of names.toSorted()) hash.update(name).update(readFileSync(new URL(name, folder)))
  return hash.update(readFileSync(new URL('./build-wasm.sh', import.meta.url))).digest('hex')
}
