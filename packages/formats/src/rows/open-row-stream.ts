import type { Floats } from '../decode/decode-floats.ts'
import { itemSize } from '../dtype.ts'
import type { RowStream } from './row-stream.ts'
import type { StoredTensor } from '../stored-tensor.ts'
import { readDenseRows } from './read-dense-rows.ts'
import { readStridedRows } from './read-strided-rows.ts'
import { rejectNonFinite } from './reject-non-finite.ts'

/** Maximum size of a decoded block in bytes; a single row may exceed it. */
const LARGEST_BLOCK = 32 << 20

/** Opens the rows of a stored matrix of floats as a stream. Reads nothing until blocks are requested. */
export function openRowStream(tensor: StoredTensor): RowStream {
  const [rows, width] = tensor.shape
  // One pass without a NaN is enough: the bytes do not change.
  let isChecked = false
  const check = async function* (pieces: AsyncIterable<Floats>) {
    yield* isChecked ? pieces : rejectNonFinite(pieces, tensor)
    isChecked = true
  }
  return {
    name: tensor.name,
    file: tensor.file,
    rows,
    width,
    dtype: tensor.dtype,
    blocks(maxRows) {
      if (!(maxRows >= 1)) throw new RangeError(`blocks(maxRows) needs at least one row, not ${maxRows}`)
      const rowBytes = width * (tensor.dtype === 'f64' ? 8 : 4)
      const blockRows = Math.min(Math.floor(maxRows), rows, Math.max(1, Math.floor(LARGEST_BLOCK / rowBytes)))
      const pieces = isReadInOrder(tensor) ? readDenseRows(tensor, blockRows) : readStridedRows(tensor)
      const values = tensor.negated ? negate(pieces) : pieces
      return cutBlocks(check(values), blockRows * width)
    },
  }
}

/**
 * True if the rows follow each other without gaps and, if the bytes only come as a stream, fill the whole
 * extent.
 */
function isReadInOrder({ shape, strides, dtype, extent }: StoredTensor): boolean {
  const isDense = strides[1] === 1 && strides[0] === shape[1]
  return isDense && (extent.seekable || extent.size === shape[0] * shape[1] * (itemSize(dtype) ?? 1))
}

/**
 * Yields the values with opposite sign, in a separate buffer: the pieces may be views of the source's bytes.
 */
async function* negate(pieces: AsyncIterable<Floats>): AsyncGenerator<Floats> {
  let target: Floats = new Float32Array(0)
  for await (const piece of pieces) {
    if (target.length < piece.length || target.constructor !== piece.constructor)
      target = piece instanceof Float64Array ? new Float64Array(piece.length) : new Float32Array(piece.length)
    const negated = target.subarray(0, piece.length)
    for (let i = 0; i < piece.length; i++) negated[i] = 0 - piece[i]
    yield negated
  }
}

/** Cuts pieces of whole rows into blocks of at most `length` values, without copying. */
async function* cutBlocks(pieces: AsyncIterable<Floats>, length: number): AsyncGenerator<Floats> {
  for await (const piece of pieces) {
    if (piece.length <= length) yield piece
    else for (let at = 0; at < piece.length; at += length) yield piece.subarray(at, at + length)
  }
}
