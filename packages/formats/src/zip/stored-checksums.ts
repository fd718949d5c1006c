import type { Checksum } from '../formats/format.ts'
import { printable } from '../printable.ts'
import type { ZipMember } from './zip-member.ts'

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
