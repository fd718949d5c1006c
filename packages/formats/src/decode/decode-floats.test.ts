import { describe, expect, it } from 'vitest'
import { createFloatDecoder } from './decode-floats.ts'

const bytesOf = (bits: Uint16Array) => new Uint8Array(bits.buffer)
const all = Uint16Array.from({ length: 65536 }, (_, i) => i)

describe('widening to float32', () => {
  it('is right for every half-precision number', () => {
    const values = createFloatDecoder('f16', false)(bytesOf(all))
    // Values of IEEE 754: largest, smallest, one and its neighbour, infinities, zeros.
    const known: [number, number][] = [
      [0x7bff, 65504],
      [0x0001, 2 ** -24],
      [0x03ff, 1023 * 2 ** -24],
      [0x0400, 2 ** -14],
      [0x3c00, 1],
      [0x3c01, 1 + 2 ** -10],
      [0xc000, -2],
      [0x7c00, Infinity],
      [0xfc00, -Infinity],
      [0x7c01, NaN],
      [0x8000, -0],
    ]
    for (const [bits, value] of known) expect(values[bits]).toBe(value)
    for (let bits = 1; bits <= 0x7c00; bits++) {
      if (!(values[bits] > values[bits - 1]) || values[bits + 0x8000] !== -values[bits])
        expect.fail(`bits ${bits}`)
    }
  })

  it('is right for every bfloat16', () => {
    const values = createFloatDecoder('bf16', false)(bytesOf(all))
    const expected = new Float32Array(Uint32Array.from(all, (bits) => bits << 16).buffer)
    expect(values.every((value, i) => Object.is(value, expected[i]))).toBe(true)
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('works for %i values at any alignment, and again', (count) => {
    const bytes = new Uint8Array(2 * count + 1)
    const bits = Uint16Array.from({ length: count }, (_, i) => 0x3c00 + i)
    bytes.set(bytesOf(bits), 1)
    const decode = createFloatDecoder('f16', false)
    decode(bytesOf(all.slice(0, 3)))
    expect([...decode(bytes.subarray(1))]).toEqual([...bits.keys()].map((i) => 1 + i / 1024))
  })
})
