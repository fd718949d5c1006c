import { HOST_IS_BIG_ENDIAN } from './byte-order.ts'
import type { Floats } from './decode-floats.ts'

/** True if any value is NaN or infinite; takes little longer than reading the values. */
export function hasNonFinite(values: Floats): boolean {
  const words = new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4)
  return values instanceof Float32Array ? hasFullExponent(words) : hasFullExponent64(words)
}

/**
 * Counts the values that are NaN or infinite; `first` is the index of the first of them, −1 if there is
 * none.
 */
export function countNonFinite(values: Floats): { first: number; count: number } {
  let first = -1
  let count = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue
    if (count++ === 0) first = i
  }
  return { first, count }
}

// A float is not finite when its exponent bits are all ones. Adding one to the exponent then carries into the sign bit,
// which is collected over the block: integer arithmetic without a branch per value.
function hasFullExponent(words: Int32Array): boolean {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  const end = words.length & ~3
  for (let i = 0; i < end; i += 4) {
    a |= (words[i] & 0x7fffffff) + 0x800000
    b |= (words[i + 1] & 0x7fffffff) + 0x800000
    c |= (words[i + 2] & 0x7fffffff) + 0x800000
    d |= (words[i + 3] & 0x7fffffff) + 0x800000
  }
  for (let i = end; i < words.length; i++) a |= (words[i] & 0x7fffffff) + 0x800000
  return (a | b | c | d) < 0
}

/**
 * True if the exponent bits of any float64 are all ones, as hasFullExponent for float32; they are in the
 * upper word.
 */
function hasFullExponent64(words: Int32Array): boolean {
  let a = 0
  for (let i = HOST_IS_BIG_ENDIAN ? 0 : 1; i < words.length; i += 2) a |= (words[i] & 0x7fffffff) + 0x100000
  return a < 0
}
