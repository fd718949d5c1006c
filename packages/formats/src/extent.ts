import type { ByteSource } from './byte-source.ts'

/** Bytes of one tensor's elements, before any decoding. */
export interface Extent {
  /** Length in bytes, after decompression. */
  readonly size: number
  /**
   * True if parts can be read by offset; otherwise the bytes can only be read from the start, by `stream`.
   */
  readonly seekable: boolean
  /** Reads exactly `length` bytes from `offset`; only for seekable extents. */
  read(offset: number, length: number): Promise<Uint8Array>
  /**
   * Yields all bytes in order, in pieces of any size; rejects with BadInput if they are damaged. Each call
   * starts anew.
   */
  stream(): AsyncIterable<Uint8Array>
}

/**
 * Size of a read in bytes. Larger reads gain nothing: their bytes have left the processor's cache before
 * they are used.
 */
const PIECE = 4 << 20

/** Creates an extent of bytes that are stored uncompressed in a file. */
export function storedExtent(source: ByteSource, start: number, size: number): Extent {
  const extent: Extent = {
    size,
    seekable: true,
    read: (offset, length) => source.read(start + offset, length),
    stream: () => readBlocks(extent, 0, size, PIECE),
  }
  return extent
}

/** Creates an extent of bytes that are in memory. */
export function memoryExtent(bytes: Uint8Array): Extent {
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length)
  return storedExtent({ name: '', size: bytes.length, read }, 0, bytes.length)
}

/**
 * Yields `size` bytes of a seekable extent from `start` on, in blocks of `blockSize` (the last may be
 * shorter), each valid until the next is requested. The next block is read while the caller works on the
 * present one.
 */
export async function* readBlocks(
  extent: Extent,
  start: number,
  size: number,
  blockSize: number,
): AsyncGenerator<Uint8Array> {
  const end = start + size
  const readBlock = blockSize <= PIECE ? extent.read : createBlockReader(extent, blockSize)
  const read = (from: number) => {
    const bytes = readBlock(from, Math.min(blockSize, end - from))
    // The caller may stop before it gets here; then nobody awaits this read.
    bytes.catch(() => {})
    return bytes
  }
  if (size === 0) return
  let next = read(start)
  for (let from = start; from < end; from += blockSize) {
    const bytes = await next
    if (from + blockSize < end) next = read(from + blockSize)
    yield bytes
  }
}

/**
 * Reads large blocks in pieces, into two buffers in turn: allocating memory of that size costs more than
 * copying.
 */
function createBlockReader(extent: Extent, blockSize: number): Extent['read'] {
  let target = new Uint8Array(blockSize)
  let other = new Uint8Array(0)
  return async (offset, length) => {
    const block = target
    target = other.length > 0 ? other : new Uint8Array(blockSize)
    other = block
    for await (const { at, bytes } of readPieces(extent, offset, length)) block.set(bytes, at)
    return block.subarray(0, length)
  }
}

async function* readPieces(extent: Extent, offset: number, length: number) {
  let at = 0
  for await (const bytes of readBlocks(extent, offset, length, PIECE)) {
    yield { at, bytes }
    at += bytes.length
  }
}
