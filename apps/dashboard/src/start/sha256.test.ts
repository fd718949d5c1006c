import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Sha256 } from './sha256.ts'

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_003])('%i bytes hash as elsewhere', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255)
  const expected = createHash('sha256').update(bytes).digest('hex')
  for (const piece of [1, 7, 64, 4096]) {
    const hash = new Sha256()
    for (let at = 0; at < length; at += piece) hash.update(bytes.subarray(at, at + piece))
    expect(hash.finish()).toBe(expected)
  }
})
