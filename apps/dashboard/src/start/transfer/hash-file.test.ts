import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashFile } from './hash-file.ts'

test.each([0, 1, 2 ** 21, 5_000_001])(
  '%i bytes hash as elsewhere, and say how far they are',
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255)
    const told: number[] = []
    const hash = await hashFile(
      new Blob([bytes]),
      (fraction) => void told.push(fraction),
      new AbortController().signal,
    )
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(told.at(-1)).toBe(length === 0 ? undefined : 1)
  },
)

test('it stops when it is told to', async () => {
  const stop = new AbortController()
  const hashing = hashFile(new Blob([new Uint8Array(10_000_000)]), () => stop.abort(), stop.signal)
  await expect(hashing).rejects.toMatchObject({ name: 'AbortError' })
})
