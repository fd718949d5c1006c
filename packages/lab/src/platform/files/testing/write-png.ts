import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

/** Writes a PNG of red, green and blue values 0 to 255, [rows, columns, 3]. */
export function writePng(path: string, columns: number, values: Uint8Array): void {
  const line = 3 * columns
  const rows = values.length / line
  const filtered = Buffer.alloc(rows * (line + 1))
  for (let row = 0; row < rows; row++)
    filtered.set(values.subarray(row * line, (row + 1) * line), row * (line + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    encodeChunk('IHDR', header),
    encodeChunk('IDAT', deflateSync(filtered)),
    encodeChunk('IEND'),
  ]
  writeFileSync(path, Buffer.concat([signature, ...chunks]))
}

function encodeChunk(type: string, content: Uint8Array = new Uint8Array()): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
