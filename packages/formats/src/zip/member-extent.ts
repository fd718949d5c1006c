import { crc32 } from 'node:zlib'
import type { ByteSource } from '../byte-source.ts'
import { storedExtent, type Extent } from '../extent.ts'
import { inflateMember } from './inflate-member.ts'
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
