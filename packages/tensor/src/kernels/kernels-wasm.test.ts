import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hashSources } from './hash-sources.ts'

test('kernels.wasm was built from the sources as they are', () => {
  const built = readFileSync(new URL('./kernels.wasm.sources', import.meta.url), 'utf8').trim()
  expect(built, 'run packages/tensor/src/kernels/build-wasm.sh and commit what it writes').toBe(hashSources())
})
