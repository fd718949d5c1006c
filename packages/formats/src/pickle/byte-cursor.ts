import { damaged } from '../guard-source.ts'

/** Bytes of an integer: states of random generators take 16 and more. */
const MOST_INTEGER = 256

/** Reads a pickle from its start to its end and never beyond. */
export class ByteCursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly file: string
  at = 0

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.file = file
  }

  /** Offset of `length` bytes that are there; throws BadInput when they are not. */
  skip(length: number): number {
    const from = this.at
    if (length > this.bytes.length - from) {
      throw damaged(
        this.file,
        `has a pickle that ends early: ${length} bytes wanted at ${from} of ${this.bytes.length}`,
      )
    }
    this.at = from + length
    return from
  }

  u8(): number {
    return this.bytes[this.skip(1)]
  }

  u16(): number {
    return this.view.getUint16(this.skip(2), true)
  }

  u32(): number {
    return this.view.getUint32(this.skip(4), true)
  }

  i32(): number {
    return this.view.getInt32(this.skip(4), true)
  }

  /** Inexact beyond 2^53, which no length in a file reaches. */
  u64(): number {
    return Number(this.view.getBigUint64(this.skip(8), true))
  }

  f64(): number {
    return this.view.getFloat64(this.skip(8), false)
  }

  text(length: number): string {
    const from = this.skip(length)
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, length).toString('utf8')
  }

  /** Up to the next line feed, without it. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at)
    const text = this.text(end < 0 ? this.bytes.length - this.at + 1 : end - this.at)
    this.at++
    return text
  }

  /** A little-endian two's complement integer of at most 2,048 bits; a number where that is exact. */
  long(length: number): number | bigint {
    if (length > MOST_INTEGER) throw damaged(this.file, `has a pickle with an integer of ${length} bytes`)
    let value = 0n
    for (let i = 0, from = this.skip(length); i < length; i++)
      value |= BigInt(this.bytes[from + i]) << BigInt(8 * i)
    return exact(BigInt.asIntN(8 * length, value))
  }
}

/** A number where that loses nothing. */
export function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
