import type { ByteSource } from './byte-source.ts'

/** The bytes that hold one tensor's elements, before any decoding. */
export interface Extent {
  /** Length in bytes, once decompressed. */
  readonly size: number
  /** Whether parts can be read by offset; if not, only from the start, by `stream`. */
  readonly seekable: boolean
  /** Exactly `length` bytes from `offset`; only when seekable. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** All bytes in order, in pieces of any size; rejects with BadInput when they are damaged. Each call starts anew. */
  stream(): AsyncIterable<Uint8Array>
}

/** Larger reads gain nothing, and their bytes have left the processor's cache before they are looked at. */
const PIECE = 4 << 20

/** Bytes that lie in the file as they are. */
export function storedExtent(source: ByteSource, start: number, size: number): Extent {
  const extent: Extent = {
    size,
    seekable: true,
    read: (offset, length) => source.read(start + offset, length),
    stream: () => readBlocks(extent, 0, size, PIECE),
  }
  return extent
}

/** Bytes that are in memory already. */
export function memoryExtent(bytes: Uint8Array): Extent {
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length)
  return storedExtent({ name: '', size: bytes.length, read }, 0, bytes.length)
}

/**
 * `size` bytes of a seekable extent from `start` on, in blocks of `blockSize` (the last may be shorter), each valid until
 * the next is asked for. The next block is being read while the caller works on the present one.
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

/** Reads large blocks in pieces, into two buffers in turn: fresh memory of that size costs more than copying into old. */
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
