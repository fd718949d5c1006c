import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { expect, test } from 'vitest'
import { decodePicture } from './decode-picture.ts'

const colours = Uint8Array.of(255, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 7, 8, 9, 11, 12, 13)
const read = (bytes: Uint8Array) => decodePicture({ name: 'a.png', bytes })

test('PNG of every kind is decoded to red, green and blue', () => {
  const size = { width: 3, height: 2 }
  expect(read(encodePng({ ...size, data: colours, channels: 3 }))).toEqual({
    rows: 2,
    columns: 3,
    values: colours,
  })
  const wide = Uint16Array.from(colours, (value) => value * 257)
  expect(read(encodePng({ ...size, data: wide, channels: 3, depth: 16 })).values).toEqual(colours)
  const grey = Uint8Array.of(0, 50, 100, 150, 200, 250)
  const repeated = Uint8Array.from({ length: 18 }, (_, i) => grey[Math.floor(i / 3)])
  expect(read(encodePng({ ...size, data: grey, channels: 1 })).values).toEqual(repeated)
  const clear = Uint8Array.from({ length: 24 }, (_, i) => (i % 4 === 3 ? (i < 12 ? 255 : 0) : 100))
  const seen = Uint8Array.from({ length: 18 }, (_, i) => (i < 9 ? 100 : 0))
  expect(read(encodePng({ ...size, data: clear, channels: 4 })).values).toEqual(seen)
})

test('JPEG is decoded up to its compression losses', () => {
  const flat = new Uint8Array(16 * 8 * 4)
    .fill(255)
    .map((value, i) => (i % 4 === 3 ? value : 60 + 40 * (i % 4)))
  const { rows, columns, values } = read(encodeJpeg({ width: 16, height: 8, data: flat }, 95).data)
  expect([rows, columns, values.length]).toEqual([8, 16, 8 * 16 * 3])
  values.forEach((value, i) => expect(Math.abs(value - 60 - 40 * (i % 3))).toBeLessThan(4))
})

test.each([
  ['another format', new TextEncoder().encode('GIF89a'), 'it is neither PNG nor JPEG'],
  [
    'cut short',
    encodePng({ width: 3, height: 2, data: colours, channels: 3 }).slice(0, 50),
    'it cannot be decoded',
  ],
  ['empty', new Uint8Array(), 'it is neither PNG nor JPEG'],
])('rejects a picture that is %s', (_, bytes, problem) => {
  expect(() => read(bytes)).toThrow(`a.png: ${problem}`)
})

test('a picture that announces too many pixels is rejected', () => {
  const bytes = encodePng({ width: 3, height: 2, data: colours, channels: 3 })
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(16, 1_000_000_000)
  expect(() => read(bytes)).toThrow('it announces 1000000000 × 2 pixels')
})
