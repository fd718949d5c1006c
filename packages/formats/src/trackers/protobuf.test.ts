import { expect, test } from 'vitest'
import { BadMessage, listFields, parseVarint } from './protobuf.ts'

/** Encodes a whole number as protobuf does, a negative one in ten bytes. */
function encode(value: bigint): Uint8Array {
  const bytes: number[] = []
  for (let rest = BigInt.asUintN(64, value); ; rest >>= 7n) {
    if (rest < 128n) return Uint8Array.from([...bytes, Number(rest)])
    bytes.push(Number(rest & 127n) | 128)
  }
}

test.each([
  0n,
  1n,
  127n,
  128n,
  2n ** 49n,
  2n ** 53n - 1n,
  -1n,
  -2n,
  -128n,
  -(2n ** 53n),
  2n ** 62n,
  -(2n ** 63n),
])('the number %s is read', (value) => {
  const bytes = encode(value)
  expect(parseVarint(bytes, 0)).toEqual({ value: Number(value), end: bytes.length })
})

test('a length beyond the message, a negative one and a number without an end are refused', () => {
  for (const bytes of [
    [0x0a, 5, 1],
    [0x0a, ...encode(-1n)],
    [0x08, 0x80],
    [0x08, ...Array<number>(11).fill(0x80)],
  ])
    expect(() => [...listFields(Uint8Array.from(bytes))]).toThrow(BadMessage)
})
