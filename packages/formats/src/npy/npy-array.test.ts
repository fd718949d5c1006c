import { expect, it } from 'vitest'
import { npy } from '../formats/npy.ts'
import { memorySource } from '../testing/memory-source.ts'
import { encodeNpyHeader } from './npy-array.ts'

it('is what numpy.save writes', () => {
  const header = encodeNpyHeader({ dtype: 'f64', shape: [3] })
  expect(header).toHaveLength(128)
  expect(header.subarray(0, 10)).toEqual(Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'))
  expect(header.subarray(10).toString('latin1')).toBe(
    `${"{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }".padEnd(117)}\n`,
  )
})

it.each([
  { dtype: 'f64', shape: [2, 3], fortran: false, bigEndian: false },
  { dtype: 'f16', shape: [4], fortran: true, bigEndian: true },
  { dtype: 'bool', shape: [], fortran: false, bigEndian: false },
  { dtype: 'u8', shape: [2, 1, 5], fortran: false, bigEndian: false },
  { dtype: 'i64', shape: [0, 3], fortran: false, bigEndian: true },
  // The header of so many axes is too long for version 1.
  { dtype: 'u8', shape: Array.from({ length: 30_000 }, () => 1), fortran: false, bigEndian: false },
])('is read as it was written: $dtype', async ({ dtype, shape, fortran, bigEndian }) => {
  const header = encodeNpyHeader({ dtype, shape, fortran, bigEndian })
  expect(header.length % 64).toBe(0)
  const bits: Record<string, number> = { bool: 8 }
  const size = (bits[dtype] ?? Number(dtype.slice(1))) / 8
  const data = Buffer.alloc(size * shape.reduce((product, side) => product * side, 1))
  const { tensors } = await npy.read(memorySource('x.npy', Buffer.concat([header, data])))
  expect(await tensors[0].open('x')).toMatchObject({ dtype, shape, bigEndian })
})
