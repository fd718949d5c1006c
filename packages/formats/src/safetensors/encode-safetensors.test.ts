import { expect, test } from 'vitest'
import { BadInput } from '../bad-input.ts'
import { decodeSafetensors } from './decode-safetensors.ts'
import { encodeSafetensors, type NamedTensor } from './encode-safetensors.ts'

const tensors: NamedTensor[] = [
  { name: 'labels', shape: [3], values: Int32Array.of(1, -2, 3) },
  { name: 'weight', shape: [2, 1], values: Float32Array.of(0.5, NaN) },
]
const bytes = Buffer.concat([...encodeSafetensors(tensors, { epoch: '5' })])

test('an encoded file follows the format', () => {
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

test('tensors and metadata survive encoding and decoding, at any position in memory', () => {
  const shifted = Buffer.concat([Buffer.of(0), bytes]).subarray(1)
  const decoded = decodeSafetensors(shifted, 'weights')
  expect(decoded.metadata).toEqual({ epoch: '5' })
  expect([...decoded.tensors.values()]).toEqual(tensors)
})

test('wrong shapes and files cut short are rejected', () => {
  expect(() => [...encodeSafetensors([{ ...tensors[0], shape: [4] }])]).toThrow('3 values for the shape [4]')
  for (const length of [0, 7, 40, bytes.length - 1]) {
    const cut = () => decodeSafetensors(bytes.subarray(0, length), 'weights')
    expect(cut).toThrow(BadInput)
    expect(cut).toThrow(
      /^weights: .* bytes.* The file is damaged or incomplete: copy it again, or save it again.$/,
    )
  }
})

test.each<[string, Uint8Array, ArrayLike<number>]>([
  ['F16', new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x0001).buffer), [1, -2, 2 ** -24]],
  ['BF16', new Uint8Array(Uint16Array.of(0x3f80, 0xc040, 0x4049).buffer), [1, -3, 3.140625]],
  ['F64', new Uint8Array(Float64Array.of(0.5, -1, 3).buffer), [0.5, -1, 3]],
  ['BOOL', Uint8Array.of(0, 1, 1), [0, 1, 1]],
  ['I8', new Uint8Array(Int8Array.of(-1, 2, 3).buffer), [-1, 2, 3]],
  ['I64', new Uint8Array(BigInt64Array.of(-1n, 2n, 3n).buffer), [-1, 2, 3]],
])('dtype %s is decoded', (dtype, data, values) => {
  const decoded = decodeSafetensors(
    join({ x: { dtype, shape: [3], data_offsets: [0, data.length] } }, data),
    'weights',
  )
  expect([...decoded.tensors.get('x')!.values]).toEqual(Array.from(values))
})

test.each<[string, Uint8Array, string]>([
  [
    'F64',
    new Uint8Array(Float64Array.of(1, 1e39, 0).buffer),
    'weights, tensor "x": has the value 1e+39, which float32 cannot hold. Leave it out',
  ],
  [
    'I64',
    new Uint8Array(BigInt64Array.of(1n, 2n ** 40n, 0n).buffer),
    'weights, tensor "x": has the value 1099511627776, which int32',
  ],
  [
    'F32',
    new Uint8Array(8),
    'weights: gives "x" 8 bytes where its shape and type need 12. The file is damaged',
  ],
  ['F8_E4M3', new Uint8Array(3), 'weights, tensor "x": is stored as "F8_E4M3", where one of F16, BF16'],
])('%s that does not fit is rejected', (dtype, data, message) => {
  const file = join({ x: { dtype, shape: [3], data_offsets: [0, data.length] } }, data)
  expect(() => decodeSafetensors(file, 'weights')).toThrow(message)
})

test('files of other kinds are named', () => {
  const other = (text: string) => () => decodeSafetensors(Buffer.from(text, 'latin1'), 'weights')
  expect(other('version https://git-lfs.github.com/spec/v1\n')).toThrow(
    'weights: is a Git LFS pointer, not the file itself. Fetch the file',
  )
  expect(other('<!DOCTYPE html><html>')).toThrow(
    'weights: is an HTML page, not tensors. A server answered with it',
  )
  expect(other('PK\x03\x04 and more of a zip')).toThrow(
    'as torch.save and numpy.savez write them, not safetensors. Save it with safetensors.torch',
  )
  expect(other('anything else')).toThrow(
    'weights: is plain text, not tensors. It begins with "anything else".',
  )
})

function join(header: object, data: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, data])
}

test('what the format forbids is rejected as it is where files are listed', () => {
  const data = new Uint8Array(16)
  const entry = (begin: number, end: number) => ({ dtype: 'F32', shape: [2], data_offsets: [begin, end] })
  const decode = (header: object) => () => decodeSafetensors(join(header, data), 'weights')
  expect(decode({ a: entry(0, 8), b: entry(4, 12) })).toThrow('has "b" overlap another tensor at byte 4')
  expect(decode({ a: entry(8, 16) })).toThrow('has a gap before "a" at byte 0')
  expect(decode({ a: entry(0, 8) })).toThrow('lists 8 bytes of data but holds 16')
})

test('the metadata of a state may take more than a megabyte', () => {
  const history = 'x'.repeat(3 << 20)
  const state = Buffer.concat([...encodeSafetensors(tensors, { history })])
  expect(decodeSafetensors(state, 'state').metadata).toEqual({ history })
})
