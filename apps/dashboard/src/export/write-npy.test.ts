import { expect, test } from 'vitest'
import { writeIntegers, writeNpy } from './write-npy.ts'

const columns = [
  { name: 'width', label: 'width', values: [16, null, 1 / 3] },
  { name: 'of', label: 'of', values: ['ρ', 'chunk', null] },
]

test('a structured array, byte by byte as numpy writes it', () => {
  const buffer = writeNpy({ columns })
  const bytes = new Uint8Array(buffer)
  const view = new DataView(buffer)
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  const length = view.getUint16(8, true)
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + length))
  expect(header.trimEnd()).toBe(
    "{'descr': [('width', '<f8'), ('of', '<U5')], 'fortran_order': False, 'shape': (3,), }",
  )
  expect(header.endsWith('\n')).toBe(true)
  const start = 10 + length
  expect(start % 64).toBe(0)
  expect(buffer.byteLength).toBe(start + 3 * (8 + 20))
  expect(view.getFloat64(start, true)).toBe(16)
  expect(view.getUint32(start + 8, true)).toBe('ρ'.codePointAt(0))
  expect(view.getUint32(start + 12, true)).toBe(0)
  expect(view.getFloat64(start + 28, true)).toBeNaN()
  expect(view.getFloat64(start + 56, true)).toBe(1 / 3)
  expect(view.getUint32(start + 64, true)).toBe(0)
})

test('a header too long for the first version is of the second', () => {
  const many = Array.from({ length: 4000 }, (_, i) => ({ name: `column_${i}`, label: '', values: [i] }))
  const view = new DataView(writeNpy({ columns: many }))
  expect(view.getUint8(6)).toBe(2)
  expect((12 + view.getUint32(8, true)) % 64).toBe(0)
})

test.each([
  [[2, 3], '(2, 3)'],
  [[6], '(6,)'],
])('whole numbers of shape %j are int64, row by row', (shape, written) => {
  const buffer = writeIntegers([1, 2, 3, 2 ** 40, -1, 0], shape)
  const view = new DataView(buffer)
  const start = 10 + view.getUint16(8, true)
  const header = new TextDecoder('latin1').decode(buffer.slice(0, start))
  expect(header).toContain(`{'descr': '<i8', 'fortran_order': False, 'shape': ${written}, }`)
  expect(header.endsWith('\n')).toBe(true)
  expect(start % 64).toBe(0)
  expect(buffer.byteLength).toBe(start + 48)
  expect(view.getBigInt64(start + 24, true)).toBe(2n ** 40n)
  expect(view.getBigInt64(start + 32, true)).toBe(-1n)
})
