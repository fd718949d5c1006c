import { createFloatDecoder, type Floats } from '../decode/decode-floats.ts'
import { itemSize } from '../dtype.ts'
import { readBlocks, type Extent } from '../extent.ts'
import type { StoredTensor } from '../stored-tensor.ts'

/** Approximate size in bytes of the reads from which small blocks are cut. */
const WORTH_READING = 4 << 20

/**
 * Yields the rows of a matrix that is stored row after row, in pieces of a multiple of `blockRows` rows (the
 * last may have fewer).
 */
export async function* readDenseRows(tensor: StoredTensor, blockRows: number): AsyncGenerator<Floats> {
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
