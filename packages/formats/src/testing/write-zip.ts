import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFileEntry {
  readonly name: string
  readonly data: Uint8Array
  readonly deflate?: boolean
  /** Sizes, CRC-32 and offset that the headers of the entry state in place of the true ones. */
  readonly lies?: {
    readonly size?: number
    readonly storedSize?: number
    readonly crc?: number
    readonly offset?: number
  }
  readonly method?: number
  readonly flags?: number
}

/** Encodes a zip archive; with `zip64`, all sizes and offsets are in 64-bit fields. */
export function writeZip(entries: readonly ZipFileEntry[], { zip64 = false } = {}): Buffer {
  const files: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const entry of entries) {
    const stored = entry.deflate ? deflateRawSync(entry.data) : entry.data
    const sizes = {
      size: entry.data.length,
      storedSize: stored.length,
      crc: crc32(entry.data),
      offset: at,
      ...entry.lies,
    }
    const local = [header(0x04034b50, entry, sizes, false, false), stored]
    files.push(...local)
    directory.push(header(0x02014b50, entry, sizes, true, zip64))
    at += local[0].length + stored.length
  }
  const size = directory.reduce((sum, bytes) => sum + bytes.length, 0)
  return Buffer.concat([...files, ...directory, ...ends(entries.length, size, at, zip64)])
}

type Sizes = Required<NonNullable<ZipFileEntry['lies']>>

function header(
  signature: number,
  entry: ZipFileEntry,
  sizes: Sizes,
  isDirectory: boolean,
  zip64: boolean,
): Buffer {
  const name = Buffer.from(entry.name)
  const extra = zip64 ? Buffer.alloc(28) : Buffer.alloc(0)
  if (zip64) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    const wide = [sizes.size, sizes.storedSize, sizes.offset]
    wide.forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i))
  }
  const fixed = Buffer.alloc(isDirectory ? 46 : 30)
  const base = isDirectory ? 2 : 0
  fixed.writeUInt32LE(signature, 0)
  if (isDirectory) fixed.writeUInt16LE(45, 4)
  fixed.writeUInt16LE(45, 4 + base)
  fixed.writeUInt16LE(entry.flags ?? 0x800, 6 + base)
  fixed.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 8 + base)
  fixed.writeUInt32LE(sizes.crc, 14 + base)
  fixed.writeUInt32LE(zip64 ? 0xffffffff : sizes.storedSize, 18 + base)
  fixed.writeUInt32LE(zip64 ? 0xffffffff : sizes.size, 22 + base)
  fixed.writeUInt16LE(name.length, 26 + base)
  fixed.writeUInt16LE(extra.length, 28 + base)
  if (isDirectory) fixed.writeUInt32LE(zip64 ? 0xffffffff : sizes.offset, 42)
  return Buffer.concat([fixed, name, extra])
}

function ends(count: number, size: number, offset: number, zip64: boolean): Uint8Array[] {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(zip64 ? 0xffff : count, 8)
  end.writeUInt16LE(zip64 ? 0xffff : count, 10)
  end.writeUInt32LE(zip64 ? 0xffffffff : size, 12)
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16)
  if (!zip64) return [end]
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  const wide = [count, count, size, offset]
  wide.forEach((value, i) => record.writeBigUInt64LE(BigInt(value), 24 + 8 * i))
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return [record, locator, end]
}
