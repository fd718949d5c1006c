import type { Entry } from 'yauzl'
import { BadInput, printable } from '../bad-input.ts'
import { damaged } from '../byte-source.ts'
import type { Checksum } from '../formats/format.ts'

/** File inside a zip archive, checked: its data is inside the archive and overlaps no other member. */
export interface ZipMember {
  readonly name: string
  readonly deflated: boolean
  /** Offset of the member's data in the archive, in bytes; `storedSize` bytes follow there. */
  readonly start: number
  readonly storedSize: number
  /** Length in bytes, after decompression. */
  readonly size: number
  /** CRC-32 of the decompressed bytes. */
  readonly crc: number
}

// Deflate cannot exceed 1032:1. Real activations stay under 20:1; sparse but honest small members may go higher.
const MOST_RATIO = 1032
const PLAUSIBLE_RATIO = 200
const ALWAYS_PLAUSIBLE = 16 << 20

/**
 * Checks a directory entry and returns its member. Throws BadInput if it cannot be read or is not plausible.
 */
export function checkMember(entry: Entry, name: string, start: number, file: string): ZipMember {
  const { compressionMethod: method, compressedSize, uncompressedSize: size } = entry
  const shown = printable(name)
  const resave = 'Save it again with numpy.savez, numpy.savez_compressed or torch.save.'
  if (entry.isEncrypted()) throw new BadInput(file, undefined, `has the encrypted member ${shown}`, resave)
  if (method !== 0 && method !== 8) {
    const problem = `has member ${shown} compressed by method ${method}; only stored and deflated ones are read`
    throw new BadInput(file, undefined, problem, resave)
  }
  if (!Number.isSafeInteger(size)) throw damaged(file, `says member ${shown} has ${size} bytes`)
  const ratio = size / Math.max(1, compressedSize)
  if (ratio > MOST_RATIO || (ratio > PLAUSIBLE_RATIO && size > ALWAYS_PLAUSIBLE)) {
    const problem = `says member ${shown} grows from ${compressedSize} to ${size} bytes, which no real tensor does`
    throw new BadInput(file, undefined, problem, 'If it is honest, save it uncompressed with numpy.savez.')
  }
  return { name, deflated: method === 8, start, storedSize: compressedSize, size, crc: entry.crc32 }
}

/** Throws BadInput if two members share bytes, as archives made to explode do. */
export function rejectOverlaps(
  ranges: { readonly start: number; readonly end: number; readonly name: string }[],
  file: string,
): void {
  ranges.sort((a, b) => a.start - b.start)
  for (let i = 1; i < ranges.length; i++) {
    if (ranges[i].start >= ranges[i - 1].end) continue
    throw damaged(
      file,
      `has members ${printable(ranges[i - 1].name)} and ${printable(ranges[i].name)} that overlap`,
    )
  }
}

/**
 * Lists the checksums that can be verified by reading the archive from start to end, without decompressing.
 */
export function storedChecksums(members: readonly ZipMember[]): Checksum[] {
  const stored = members.filter((member) => !member.deflated && member.size > 0)
  return stored.map(({ start, size, crc, name }) => ({
    start,
    size,
    crc,
    label: `member ${printable(name)}`,
  }))
}
