import { maskedCrc32c } from '../tensorboard/crc32c.ts'

/** Encodes an event file of TensorBoard with a scalar for each step of each metric; names are ASCII of at most 60 letters. */
export function* writeEvents(names: readonly string[], steps: number): Generator<Uint8Array> {
  yield encodeRecord(encodeEvent(0, field(3, Buffer.from('brain.Event:2'))))
  for (let step = 0; step < steps; step++)
    yield Buffer.concat(
      names.map((name, i) => {
        const value = Buffer.alloc(5, 0x15)
        value.writeFloatLE(Math.exp(-step / 1e5) + 0.1 * Math.sin(step * 1.7 + i), 1)
        const summary = field(1, Buffer.concat([field(1, Buffer.from(name)), value]))
        return encodeRecord(encodeEvent(step, field(5, summary)))
      }),
    )
}

function encodeEvent(step: number, content: Uint8Array): Uint8Array {
  const time = Buffer.alloc(9, 0x09)
  time.writeDoubleLE(1_780_000_000 + step, 1)
  return Buffer.concat([time, Buffer.from([0x10, ...encodeVarint(step)]), content])
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([8 * number + 2, ...encodeVarint(bytes.length)]), bytes])
}

function encodeVarint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...encodeVarint(Math.floor(value / 128))]
}

/** Encodes a record: its length and its bytes, each with a checksum. */
export function encodeRecord(payload: Uint8Array): Uint8Array {
  const record = Buffer.alloc(payload.length + 16)
  record.writeBigUInt64LE(BigInt(payload.length))
  record.writeUInt32LE(maskedCrc32c(record.subarray(0, 8)), 8)
  record.set(payload, 12)
  record.writeUInt32LE(maskedCrc32c(payload), 12 + payload.length)
  return record
}
