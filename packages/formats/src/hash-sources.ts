import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { type ByteSource, damaged } from './byte-source.ts'
import { storedExtent } from './extent.ts'
import type { Checksum } from './formats/format.ts'

/**
 * Computes the SHA-256, in hexadecimal, of a single file; of several files, that of the sorted lines "name
 * sha256\n". Each file is read once from start to end, and its checksums are verified on the way: a mismatch
 * rejects with BadInput.
 */
export async function hashSources(
  sources: readonly ByteSource[],
  checksums: ReadonlyMap<ByteSource, readonly Checksum[]>,
): Promise<string> {
  const lines: string[] = []
  for (const source of sources) {
    const digest = await hashSource(source, checksums.get(source) ?? [])
    if (sources.length === 1) return digest
    lines.push(`${source.name} ${digest}\n`)
  }
  return createHash('sha256').update(lines.sort().join('')).digest('hex')
}

async function hashSource(source: ByteSource, checksums: readonly Checksum[]): Promise<string> {
  const hash: Hash = createHash('sha256')
  const verify = createVerifier(source.name, checksums)
  let at = 0
  for await (const bytes of storedExtent(source, 0, source.size).stream()) {
    hash.update(bytes)
    verify(bytes, at)
    at += bytes.length
  }
  return hash.digest('hex')
}

/**
 * Creates a function that takes a file's bytes in order, and throws BadInput at the end of the first range
 * whose CRC-32 is wrong.
 */
function createVerifier(
  file: string,
  checksums: readonly Checksum[],
): (bytes: Uint8Array, at: number) => void {
  const ranges = [...checksums].sort((a, b) => a.start - b.start)
  let current = 0
  let crc = 0
  return (bytes, at) => {
    const end = at + bytes.length
    while (current < ranges.length && ranges[current].start < end) {
      const { start, size, crc: expected, label } = ranges[current]
      crc = crc32(bytes.subarray(Math.max(0, start - at), start + size - at), crc)
      if (start + size > end) return
      if (crc !== expected) throw damaged(file, `has ${label} with a wrong checksum`)
      crc = 0
      current++
    }
  }
}
