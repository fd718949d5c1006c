import { createFloatDecoder, type Floats } from '../decode/decode-floats.ts'
import { type Extent, readBlocks } from '../extent.ts'
import { itemSize, type StoredTensor } from '../stored-tensor.ts'
import { rejectNonFinite } from './non-finite.ts'
import { readStridedRows } from './read-strided-rows.ts'

/** Matrix of N rows and `width` columns that is read from its start in blocks of rows, never whole. */
export interface RowStream {
  /** Name of the tensor, for example "features.test". */
  readonly name: string
  /** Name of the file that holds the tensor. */
  readonly file: string
  readonly rows: number
  readonly width: number
  /** Storage type: "f16", "bf16", "f32", "f64". */
  readonly dtype: string
  /**
   * Yields consecutive blocks of at most `maxRows` rows, row-major; Float64Array when stored as f64, else Float32Array.
   * Blocks are capped at 32 MB, so wide layers may come in fewer rows than asked for.
   * A block is only valid until the next one is asked for, and not to be written to: it may lie over the source's bytes.
   * Each call starts again at row 0. The next block is read while the caller works on the present one.
   * Rejects with BadInput when a value is NaN or infinite (it says where the first is and how many there are) or
   * when compressed data turns out to be damaged.
   */
  blocks(maxRows: number): AsyncIterable<Float32Array | Float64Array>
}

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

/** Approximate size in bytes of the reads from which small blocks are cut. */
const WORTH_READING = 4 << 20

/**
 * Yields the rows of a matrix that is stored row after row, in pieces of a multiple of `blockRows` rows (the
 * last may have fewer).
 */
async function* readDenseRows(tensor: StoredTensor, blockRows: number): AsyncGenerator<Floats> {
  const { shape, dtype, bigEndian, extent, offset } = tensor
  const size = itemSize(dtype) ?? 1
  const blockBytes = blockRows * shape[1] * size
  const pieceBytes = blockBytes * Math.max(1, Math.floor(WORTH_READING / blockBytes))
  const total = shape[0] * shape[1] * size
  const decode = createFloatDecoder(dtype, bigEndian)
  const pieces = extent.seekable
    ? readBlocks(extent, offset * size, total, pieceBytes)
    : regroup(extent, pieceBytes)
  for await (const piece of pieces) yield decode(piece)
}

/**
 * Yields a stream's bytes in pieces of exactly `length` (the last may be shorter), all in one reused buffer.
 */
async function* regroup(extent: Extent, length: number): AsyncGenerator<Uint8Array> {
  const target = new Uint8Array(Math.min(length, extent.size))
  let filled = 0
  for await (const piece of extent.stream()) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + target.length - filled)
      target.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < target.length) continue
      yield target
      filled = 0
    }
  }
  if (filled > 0) yield target.subarray(0, filled)
}
