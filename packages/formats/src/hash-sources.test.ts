import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hashSources } from './hash-sources.ts'
import { memorySource } from './testing/memory-source.ts'
import { refusalOf } from './testing/refusal-of.ts'

// More than one read long, so that ranges lie across the ends of reads.
const SIZE = 9_000_001
const bytes = Uint8Array.from({ length: SIZE }, (_, i) => (i * 31) >> 3)
const source = memorySource('run.npz', bytes)
const range = (start: number, end: number) => {
  return { start, size: end - start, crc: crc32(bytes.subarray(start, end)), label: `bytes from ${start}` }
}
const ranges = [
  range(SIZE - 10, SIZE),
  range(0, 1),
  range(1, 5_000_000),
  range(5_000_000, 8_388_608),
  range(8_388_610, 8_388_700),
]

describe('hashSources', () => {
  it('gives the SHA-256 of the file and verifies ranges on the way', async () => {
    const hash = await hashSources([source], new Map([[source, ranges]]))
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it.each(ranges.map((_, i) => i))('refuses a wrong checksum in range %i', async (wrong) => {
    const changed = ranges.map((one, i) => (i === wrong ? { ...one, crc: one.crc ^ 1 } : one))
    expect(await refusalOf(hashSources([source], new Map([[source, changed]])))).toContain(
      `run.npz: has ${ranges[wrong].label} with a wrong checksum.`,
    )
  })
})
