import { maskedCrc32c } from './crc32c.ts'

/**
 * Yields the records of an event file of TensorBoard (TFRecord): a length of 8 bytes with its masked CRC-32C, then the bytes
 * with theirs. After a damaged record nothing more can be found; a torn end is normal. Either is told to `onProblem`.
 */
export function* listEventRecords(
  file: Uint8Array,
  onProblem: (problem: string) => void,
): Generator<Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  let at = 0
  while (at < file.length) {
    if (!hasLength(file, at)) {
      const how = at + 12 > file.length ? 'it ends in the middle of a record' : 'a record is damaged, and what follows is left out' // prettier-ignore
      onProblem(`${how}, at byte ${at}`)
      return
    }
    const from = at + 12
    const end = from + Number(view.getBigUint64(at, true))
    if (end + 4 > file.length) {
      onProblem(`it ends in the middle of a record, at byte ${at}`)
      return
    }
    const payload = file.subarray(from, end)
    if (maskedCrc32c(payload) !== view.getUint32(end, true)) {
      onProblem(`a record is damaged, and what follows is left out, at byte ${at}`)
      return
    }
    yield payload
    at = end + 4
  }
}

/** Returns true if a record can begin at a place: its length has the right sum. */
function hasLength(file: Uint8Array, at: number): boolean {
  if (at + 12 > file.length) return false
  const view = new DataView(file.buffer, file.byteOffset + at, 12)
  return maskedCrc32c(file.subarray(at, at + 8)) === view.getUint32(8, true)
}

/** Returns true for the first twelve bytes of an event file. */
export function isEventFile(head: Uint8Array): boolean {
  return head.length >= 12 && hasLength(head, 0)
}
