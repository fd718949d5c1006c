/** Field of a protobuf message: a number of bits, or the bytes of a text, a message or packed numbers. */
export interface ProtoField {
  readonly number: number
  /** Value of a varint; exact up to 2^53. */
  readonly varint?: number
  /** Bytes of a fixed number (4 or 8) or of a length-delimited value. */
  readonly bytes?: Uint8Array
}

/** Thrown for bytes that are no protobuf message. */
export class BadMessage extends Error {}

/** Lists the fields of a message in their order (protobuf's encoding, wire types 0, 1, 2 and 5). Throws BadMessage. */
export function* listFields(message: Uint8Array): Generator<ProtoField> {
  let at = 0
  while (at < message.length) {
    const key = parseVarint(message, at)
    at = key.end
    const [number, wire] = [Math.floor(key.value / 8), key.value % 8]
    if (number <= 0) throw new BadMessage('a field has no number')
    if (wire === 0) {
      const { value, end } = parseVarint(message, at)
      at = end
      yield { number, varint: value }
      continue
    }
    let count = 0
    if (wire === 1) count = 8
    else if (wire === 5) count = 4
    else if (wire === 2) {
      const length = parseVarint(message, at)
      count = length.value
      at = length.end
    } else throw new BadMessage(`a field has the wire type ${wire}`)
    if (count < 0 || at + count > message.length)
      throw new BadMessage(`a field of ${count} bytes goes beyond the message`)
    yield { number, bytes: message.subarray(at, (at += count)) }
  }
}

/** Parses the number at a place; one of ten bytes is negative, in two's complement of 64 bits. Throws BadMessage. */
export function parseVarint(
  message: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } {
  if (start < message.length && message[start] < 0x80) return { value: message[start], end: start + 1 }
  let [low, scale] = [0, 1]
  // Seven bits a byte: the first seven bytes make up 49 bits, the last three 15.
  let [high, highScale] = [0, 1]
  for (let i = 0; i < 10; i++) {
    if (start + i >= message.length) throw new BadMessage('a number has no end')
    const byte = message[start + i]
    if (i < 7) {
      low += (byte & 0x7f) * scale
      scale *= 128
    } else {
      high += (byte & 0x7f) * highScale
      highScale *= 128
    }
    if (byte >= 0x80) continue
    const rest = high % 2 ** 15
    return { value: (rest < 2 ** 14 ? rest : rest - 2 ** 15) * 2 ** 49 + low, end: start + i + 1 }
  }
  throw new BadMessage('a number has more than ten bytes')
}

const decoder = new TextDecoder()

/** Returns the text of bytes in UTF-8. Names are short and mostly ASCII, for which a decoder takes much longer than the rest. */
export function toText(bytes: Uint8Array | undefined): string {
  if (!bytes) return ''
  if (bytes.length > 64 || bytes.some((byte) => byte >= 0x80)) return decoder.decode(bytes)
  return String.fromCharCode(...bytes)
}

/** Returns a fixed number of 4 or 8 bytes as a floating-point number. Throws BadMessage for another length. */
export function toFloat(bytes: Uint8Array | undefined): number {
  if (bytes?.length !== 4 && bytes?.length !== 8) throw new BadMessage('a number has neither 4 nor 8 bytes')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return bytes.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true)
}
