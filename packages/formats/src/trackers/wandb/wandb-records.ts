import { crc32 } from 'node:zlib'

const blockBytes = 32_768
const headerBytes = 7
const [full, first, middle, last] = [1, 2, 3, 4]

/** Returns true for the first bytes of a transaction log of W&B: ":W&B", 0xBEE1 and the version 0. */
export function isWandbLog(head: Uint8Array): boolean {
  return [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0].every((byte, i) => head[i] === byte)
}

/**
 * Yields the records of a transaction log of W&B: a header of 7 bytes, then LevelDB's log format in blocks of 32 KiB, with
 * CRC-32 (IEEE) over type and payload. A damaged chunk loses the rest of its block and the record that it is part of; a torn
 * end is normal for a run that was killed. Either is told to `onProblem`.
 */
export function* listWandbRecords(
  file: Uint8Array,
  onProblem: (problem: string) => void,
): Generator<Uint8Array> {
  let parts: Uint8Array[] | undefined
  let at = headerBytes
  while (at < file.length) {
    const left = blockBytes - (at % blockBytes)
    if (left < headerBytes) {
      at += left
      continue
    }
    const chunk = readChunk(file, at, left)
    if (chunk === 'torn') {
      onProblem(`it ends in the middle of a record, at byte ${at}`)
      return
    }
    if (chunk === 'damaged') {
      onProblem(`a record at byte ${at} is damaged, and the rest of its block is left out`)
      parts = undefined
      at += left
      continue
    }
    const { type, payload } = chunk
    at += headerBytes + payload.length
    if (type === full) yield payload
    else if (type === first) parts = [payload]
    // Otherwise the beginning of this record was lost.
    else if (parts !== undefined) {
      parts.push(payload)
      if (type === last) yield Buffer.concat(parts.splice(0))
      if (type === last) parts = undefined
    }
  }
  if (parts) onProblem('its last record has no end')
}

/** Reads the chunk at a place of which so many bytes of the block are left. */
function readChunk(file: Uint8Array, at: number, left: number) {
  if (at + headerBytes > file.length) return 'torn'
  const view = new DataView(file.buffer, file.byteOffset + at, headerBytes)
  const [sum, length, type] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint8(6)]
  const end = at + headerBytes + length
  if (headerBytes + length > left || ![full, first, middle, last].includes(type)) return 'damaged'
  if (end > file.length) return 'torn'
  if (crc32(file.subarray(at + headerBytes - 1, end)) !== sum) return 'damaged'
  return { type, payload: file.subarray(at + headerBytes, end) }
}
