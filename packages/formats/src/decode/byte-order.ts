import { endianness } from 'node:os'

export const HOST_IS_BIG_ENDIAN = endianness() === 'BE'

/**
 * Returns the bytes aligned for a typed array of `itemSize`-byte items: the given ones if possible,
 * otherwise a copy.
 */
export function alignBytes(bytes: Uint8Array, itemSize: number): Uint8Array {
  // Not slice(): that of a Buffer does not copy.
  return bytes.byteOffset % itemSize === 0 ? bytes : new Uint8Array(bytes)
}

/** Reverses the bytes of each item in place. */
export function swapBytes(bytes: Uint8Array, itemSize: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (itemSize === 2) buffer.swap16()
  else if (itemSize === 4) buffer.swap32()
  else if (itemSize === 8) buffer.swap64()
}
