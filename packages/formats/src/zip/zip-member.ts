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
