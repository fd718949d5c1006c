import { endianness } from 'node:os'
import { itemSize } from '../stored-tensor.ts'

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
function swapBytes(bytes: Uint8Array, itemSize: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (itemSize === 2) buffer.swap16()
  else if (itemSize === 4) buffer.swap32()
  else if (itemSize === 8) buffer.swap64()
}

export type Floats = Float32Array | Float64Array
type FloatDecoder = (bytes: Uint8Array) => Floats

/**
 * Creates a decoder of f16, bf16, f32 or f64 elements, to Float64Array for f64 and to Float32Array for the
 * others. The result is a view of the given bytes if possible, otherwise of a buffer that the decoder's next
 * call reuses.
 */
export function createFloatDecoder(dtype: string, bigEndian: boolean): FloatDecoder {
  const size = itemSize(dtype) ?? 1
  const order =
    bigEndian === HOST_IS_BIG_ENDIAN ? (bytes: Uint8Array) => alignBytes(bytes, size) : createSwapper(size)
  if (dtype === 'f64') return (bytes) => over(Float64Array, order(bytes))
  if (dtype === 'f32') return (bytes) => over(Float32Array, order(bytes))
  const widen = dtype === 'bf16' ? widenBrain : widenHalf
  let target = new Float32Array(0)
  return (bytes) => {
    const items = over(Uint16Array, order(bytes))
    if (target.length < items.length) target = new Float32Array(items.length)
    const floats = target.subarray(0, items.length)
    widen(items, new Uint32Array(floats.buffer, floats.byteOffset, floats.length))
    return floats
  }
}

/**
 * Creates a function that reverses the byte order of items, in a separate buffer: the given bytes must not
 * be changed.
 */
function createSwapper(size: number): (bytes: Uint8Array) => Uint8Array {
  let target = new Uint8Array(0)
  return (bytes) => {
    if (target.length < bytes.length) target = new Uint8Array(bytes.length)
    const swapped = target.subarray(0, bytes.length)
    swapped.set(bytes)
    swapBytes(swapped, size)
    return swapped
  }
}

function over<T>(
  type: {
    new (buffer: ArrayBufferLike, offset: number, length: number): T
    readonly BYTES_PER_ELEMENT: number
  },
  { buffer, byteOffset, length }: Uint8Array,
): T {
  return new type(buffer, byteOffset, length / type.BYTES_PER_ELEMENT)
}

// Both move bits and no numbers, which would go through float64, and four at a time: four times as fast together.

function widenHalf(items: Uint16Array, bits: Uint32Array): void {
  const table = halfTable()
  const end = items.length & ~3
  for (let i = 0; i < end; i += 4) {
    bits[i] = table[items[i]]
    bits[i + 1] = table[items[i + 1]]
    bits[i + 2] = table[items[i + 2]]
    bits[i + 3] = table[items[i + 3]]
  }
  for (let i = end; i < items.length; i++) bits[i] = table[items[i]]
}

/** Widens bfloat16 numbers, which are the upper halves of float32 numbers. */
function widenBrain(items: Uint16Array, bits: Uint32Array): void {
  const end = items.length & ~3
  for (let i = 0; i < end; i += 4) {
    bits[i] = items[i] << 16
    bits[i + 1] = items[i + 1] << 16
    bits[i + 2] = items[i + 2] << 16
    bits[i + 3] = items[i + 3] << 16
  }
  for (let i = end; i < items.length; i++) bits[i] = items[i] << 16
}

let table: Uint32Array | undefined

/**
 * Returns the float32 bits of each of the 65,536 half-precision numbers, all of which float32 represents
 * exactly.
 */
function halfTable(): Uint32Array {
  table ??= new Uint32Array(Float32Array.from({ length: 65536 }, (_, bits) => decodeHalf(bits)).buffer)
  return table
}

function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
