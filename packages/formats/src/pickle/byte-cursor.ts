import { damaged } from '../byte-source.ts'

/** Maximum size of an integer in bytes: states of random generators take 16 and more. */
const MOST_INTEGER = 256

/** Cursor that reads a pickle from its start to its end and never beyond. */
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

  /** Moves past `length` bytes and returns the offset of the first. Throws BadInput if fewer remain. */
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

  /** Reads a 64-bit unsigned integer; inexact beyond 2^53, which no length in a file reaches. */
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

  /** Reads up to the next line feed and returns the text without it. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at)
    const text = this.text(end < 0 ? this.bytes.length - this.at + 1 : end - this.at)
    this.at++
    return text
  }

  /**
   * Reads a little-endian two's complement integer of `length` bytes, 256 at most; returns a number if that
   * is exact.
   */
  long(length: number): number | bigint {
    if (length > MOST_INTEGER) throw damaged(this.file, `has a pickle with an integer of ${length} bytes`)
    let value = 0n
    for (let i = 0, from = this.skip(length); i < length; i++)
      value |= BigInt(this.bytes[from + i]) << BigInt(8 * i)
    return exact(BigInt.asIntN(8 * length, value))
  }
}

/** Converts to a number if that is exact; otherwise returns the value unchanged. */
export function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
