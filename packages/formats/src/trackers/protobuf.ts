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
  const readVarint = (): number => {
    const { value, end } = parseVarint(message, at)
    at = end
    return value
  }
  const take = (count: number): Uint8Array => {
    if (count < 0 || at + count > message.length)
      throw new BadMessage(`a field of ${count} bytes goes beyond the message`)
    return message.subarray(at, (at += count))
  }
  while (at < message.length) {
    const key = readVarint()
    const [number, wire] = [Math.floor(key / 8), key % 8]
    if (number === 0) throw new BadMessage('a field has the number 0')
    if (wire === 0) yield { number, varint: readVarint() }
    else if (wire === 1) yield { number, bytes: take(8) }
    else if (wire === 2) yield { number, bytes: take(readVarint()) }
    else if (wire === 5) yield { number, bytes: take(4) }
    else throw new BadMessage(`a field has the wire type ${wire}`)
  }
}

/** Parses the number at a place; one of ten bytes is negative, in two's complement of 64 bits. Throws BadMessage. */
export function parseVarint(
  message: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } {
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

export function toText(bytes: Uint8Array | undefined): string {
  return bytes ? decoder.decode(bytes) : ''
}

/** Returns a fixed number of 4 or 8 bytes as a floating-point number. Throws BadMessage for another length. */
export function toFloat(bytes: Uint8Array | undefined): number {
  if (bytes?.length !== 4 && bytes?.length !== 8) throw new BadMessage('a number has neither 4 nor 8 bytes')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return bytes.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true)
}
