import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { encodeIdx } from '../testing/encode-idx.ts'
import { parseIdx } from './parse-idx.ts'

const name = 'train-images-idx3-ubyte'
const values = Uint8Array.from({ length: 24 }, (_, i) => 10 * i)
const good = encodeIdx([2, 3, 4], values)

test('reads a file, plain or gzipped', () => {
  for (const bytes of [good, gzipSync(good)]) {
    const array = parseIdx({ name, bytes }, 3)
    expect(array.shape).toEqual([2, 3, 4])
    expect([...array.values]).toEqual([...values])
  }
})

test.each([
  ['empty', new Uint8Array(0), 'not an IDX file: it starts with nothing'],
  ['another format', new TextEncoder().encode('<!DOCTYPE html>'), 'bytes 3c 21 44 4f'],
  ['floats', change(good, 2, 0x0d), 'type 0x0d, expected 0x08'],
  ['labels for images', encodeIdx([24], values), 'it has 1 dimensions, expected 3'],
  ['cut in the header', good.subarray(0, 10), 'cut short: 10 bytes, its header announces 16'],
  ['cut in the values', good.subarray(0, 30), 'cut short: 30 bytes, its header announces 40'],
  ['too long', Buffer.concat([good, good]), 'it has 40 bytes after the 2 × 3 × 4 values'],
  ['damaged gzip', change(gzipSync(good), 20, 0xff), 'the gzip data are damaged'],
  ['cut gzip', gzipSync(good).subarray(0, 25), 'the gzip data are damaged'],
])('refuses what is %s, naming the file', (_, bytes, problem) => {
  expect(() => parseIdx({ name, bytes }, 3)).toThrow(problem)
  expect(() => parseIdx({ name, bytes }, 3)).toThrow(name)
})

function change(bytes: Uint8Array, index: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[index] = value
  return copy
}
