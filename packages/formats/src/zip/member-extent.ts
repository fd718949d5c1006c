import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { printable } from '../bad-input.ts'
import { type ByteSource, damaged } from '../byte-source.ts'
import { type Extent, readBlocks, storedExtent } from '../extent.ts'
import type { ZipMember } from './zip-member.ts'

/**
 * Creates the extent of a member's decompressed bytes without the first `skip`. Stored members are verified
 * when the file is hashed.
 */
export function memberExtent(source: ByteSource, member: ZipMember, skip = 0): Extent {
  const size = member.size - skip
  if (!member.deflated) return storedExtent(source, member.start + skip, size)
  return {
    size,
    seekable: false,
    read: () => Promise.reject(new Error('a deflated member has no random access')),
    stream: () => skipBytes(inflateMember(source, member), skip),
  }
}

/** Reads the first `length` bytes of a member, or all of it if it is shorter. */
export async function readMemberStart(
  source: ByteSource,
  member: ZipMember,
  length: number,
): Promise<Uint8Array> {
  const wanted = Math.min(length, member.size)
  if (!member.deflated) return source.read(member.start, wanted)
  const start = new Uint8Array(wanted)
  let filled = 0
  for await (const piece of inflateMember(source, member)) {
    const part = piece.subarray(0, wanted - filled)
    start.set(part, filled)
    filled += part.length
    if (filled === wanted) break
  }
  return start
}

/** Reads a whole member that is known to be small; undefined if its checksum is wrong. */
export async function readSmallMember(
  source: ByteSource,
  member: ZipMember,
): Promise<Uint8Array | undefined> {
  const bytes = await readMemberStart(source, member, member.size)
  return crc32(bytes) === member.crc ? bytes : undefined
}

async function* skipBytes(pieces: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  let left = skip
  for await (const piece of pieces) {
    if (piece.length > left) yield piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}

const COMPRESSED_PIECE = 1 << 20
const INFLATED_PIECE = 256 << 10

/**
 * Yields the decompressed bytes of a deflated member from its start, in pieces. Rejects with BadInput as
 * soon as there are more than the archive declares, and at the end if there are fewer or their CRC-32
 * differs.
 */
async function* inflateMember(source: ByteSource, member: ZipMember): AsyncGenerator<Uint8Array> {
  const compressed = storedExtent(source, member.start, member.storedSize)
  const feed = Readable.from(readBlocks(compressed, 0, compressed.size, COMPRESSED_PIECE), {
    highWaterMark: 1,
  })
  const inflater = createInflateRaw({ chunkSize: INFLATED_PIECE })
  // Errors of either end reach the loop below through the inflater.
  pipeline(feed, inflater, () => {})
  const name = printable(member.name)
  let crc = 0
  let size = 0
  try {
    for await (const piece of inflater as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > member.size)
        throw damaged(source.name, `has more in member ${name} than the ${member.size} bytes it declares`)
      crc = crc32(piece, crc)
      // Known before the last piece goes out, so that nobody works on damaged data.
      if (size === member.size && crc !== member.crc)
        throw damaged(source.name, `has member ${name} with a wrong checksum`)
      yield piece
    }
  } catch (error) {
    if (!isZlibError(error)) throw error
    throw damaged(source.name, `has member ${name} that does not decompress (${error.message})`)
  } finally {
    inflater.destroy()
    feed.destroy()
  }
  if (size < member.size) {
    throw damaged(source.name, `has ${size} bytes in member ${name} where it declares ${member.size}`)
  }
  if (inflater.bytesWritten < member.storedSize) {
    const problem = `needs ${inflater.bytesWritten} of ${member.storedSize} bytes of compressed data in member ${name}`
    throw damaged(source.name, problem)
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
