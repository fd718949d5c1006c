import { Readable, pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { ByteSource } from '../byte-source.ts'
import { readBlocks, storedExtent } from '../extent.ts'
import { damaged } from '../guard-source.ts'
import { printable } from '../printable.ts'
import type { ZipMember } from './zip-member.ts'

const COMPRESSED_PIECE = 1 << 20
const INFLATED_PIECE = 256 << 10

/**
 * Yields the decompressed bytes of a deflated member from its start, in pieces. Rejects with BadInput as
 * soon as there are more than the archive declares, and at the end if there are fewer or their CRC-32
 * differs.
 */
export async function* inflateMember(source: ByteSource, member: ZipMember): AsyncGenerator<Uint8Array> {
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
