import { expect, test } from 'vitest'
import { writeNpy } from './write-npy.ts'

test('the header says what NumPy needs and ends at a multiple of 64 bytes', () => {
  const bytes = writeNpy([1, 2, 3, 2 ** 40, -1, 0], [2, 3])
  const view = new DataView(bytes.buffer)
  const header = new TextDecoder('latin1').decode(bytes.subarray(0, 128))
  expect(header.slice(1, 6)).toBe('NUMPY')
  expect(header).toContain("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }")
  const start = 10 + view.getUint16(8, true)
  expect(start % 64).toBe(0)
  expect(header[start - 1]).toBe('\n')
  expect(bytes.length).toBe(start + 48)
  expect(view.getBigInt64(start + 24, true)).toBe(2n ** 40n)
  expect(view.getBigInt64(start + 32, true)).toBe(-1n)
})

test('one dimension is written as a tuple of one', () => {
  expect(new TextDecoder('latin1').decode(writeNpy([5], [1]))).toContain("'shape': (1,), }")
})
