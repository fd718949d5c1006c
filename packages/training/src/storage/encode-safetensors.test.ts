import { expect, test } from 'vitest'
import { decodeSafetensors } from './decode-safetensors.ts'
import { encodeSafetensors, type NamedTensor } from './encode-safetensors.ts'

const tensors: NamedTensor[] = [
  { name: 'labels', shape: [3], values: Int32Array.of(1, -2, 3) },
  { name: 'weight', shape: [2, 1], values: Float32Array.of(0.5, NaN) },
]
const bytes = Buffer.concat([...encodeSafetensors(tensors, { epoch: '5' })])

test('follows the format', () => {
  const length = Number(bytes.readBigUInt64LE(0))
  expect(length % 8).toBe(0)
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString()) as Record<string, unknown>
  expect(header).toEqual({
    __metadata__: { epoch: '5' },
    labels: { dtype: 'I32', shape: [3], data_offsets: [0, 12] },
    weight: { dtype: 'F32', shape: [2, 1], data_offsets: [12, 20] },
  })
  expect(bytes.length).toBe(8 + length + 20)
  expect(bytes.readFloatLE(8 + length + 12)).toBe(0.5)
})

test('reads back what it wrote, wherever it lies in memory', () => {
  const shifted = Buffer.concat([Buffer.of(0), bytes]).subarray(1)
  const decoded = decodeSafetensors(shifted)
  expect(decoded.metadata).toEqual({ epoch: '5' })
  expect([...decoded.tensors.values()]).toEqual(tensors)
})

test('refuses wrong shapes and files cut short', () => {
  expect(() => [...encodeSafetensors([{ ...tensors[0], shape: [4] }])]).toThrow('3 values for the shape [4]')
  for (const length of [0, 7, 40, bytes.length - 1]) {
    expect(() => decodeSafetensors(bytes.subarray(0, length))).toThrow('cut short')
  }
})
