import { BadInput } from '../bad-input.ts'
import { type Floats, HOST_IS_BIG_ENDIAN } from '../decode/decode-floats.ts'
import type { StoredTensor } from '../stored-tensor.ts'

/**
 * Yields pieces of whole rows up to the first with a NaN or an infinity; from there on it only counts such
 * values, to the tensor's end, and then rejects with BadInput.
 */
export async function* rejectNonFinite(
  pieces: AsyncIterable<Floats>,
  tensor: StoredTensor,
): AsyncGenerator<Floats> {
  let seen = 0
  let total = 0
  let where = ''
  for await (const piece of pieces) {
    if (hasNonFinite(piece)) {
      const { first, count } = countNonFinite(piece)
      if (total === 0) where = describePlace(piece[first], seen + first, tensor)
      total += count
    } else if (total === 0) yield piece
    seen += piece.length
  }
  if (total > 0) throw nonFinite(tensor, where, total)
}

/** Throws BadInput if a tensor that is in memory, a matrix or a vector, has a NaN or an infinity. */
export function requireFinite(values: Float64Array, tensor: StoredTensor): void {
  const { first, count } = countNonFinite(values)
  if (count > 0) throw nonFinite(tensor, describePlace(values[first], first, tensor), count)
}

function describePlace(value: number, index: number, { shape }: StoredTensor): string {
  if (shape.length === 1) return `${value} at index ${index}`
  return `${value} at row ${Math.floor(index / shape[1])}, column ${index % shape[1]}`
}

function nonFinite({ file, name, shape }: StoredTensor, where: string, count: number): BadInput {
  const of = shape.reduce((product, length) => product * length, 1)
  const problem = `has ${count} of ${of} values that are NaN or infinite, the first ${where}`
  return new BadInput(
    file,
    name,
    problem,
    'Recompute it, in float32 if the numbers overflowed, or leave those inputs out.',
  )
}

/** True if any value is NaN or infinite; takes little longer than reading the values. */
function hasNonFinite(values: Floats): boolean {
  const words = new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4)
  return values instanceof Float32Array ? hasFullExponent(words) : hasFullExponent64(words)
}

/**
 * Counts the values that are NaN or infinite; `first` is the index of the first of them, −1 if there is
 * none.
 */
function countNonFinite(values: Floats): { first: number; count: number } {
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
