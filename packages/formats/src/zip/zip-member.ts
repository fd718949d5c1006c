/** One file inside a zip archive, checked: its data lies inside the archive and overlaps no other member. */
export interface ZipMember {
  readonly name: string
  readonly deflated: boolean
  /** Where its data starts in the archive, and how many bytes lie there. */
  readonly start: number
  readonly storedSize: number
  /** Length in bytes, once decompressed. */
  readonly size: number
  /** CRC-32 of the decompressed bytes. */
  readonly crc: number
}
