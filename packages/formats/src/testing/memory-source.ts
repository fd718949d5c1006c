import type { ByteSource } from '../byte-source.ts'

/** Creates a file in memory. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      if (offset + length > bytes.length) throw new RangeError(`${name} ends before ${offset + length}`)
      return bytes.subarray(offset, offset + length)
    },
  }
}
