import { expect, test } from 'vitest'
import { loadValues } from '../decode/load-values.ts'
import { memoryExtent } from '../extent.ts'
import { safetensors } from '../formats/safetensors.ts'
import { denseStrides, type StoredTensor } from '../stored-tensor.ts'
import { memorySource } from '../testing/memory-source.ts'
import { encodeStored } from './encode-stored.ts'

function tensor(
  name: string,
  items: ArrayBufferView,
  given: Partial<StoredTensor> & { shape: number[] },
): StoredTensor {
  const bytes = new Uint8Array(items.buffer as ArrayBuffer)
  const strides = denseStrides(given.shape)
  return { file: 'x.npz', name, dtype: 'f32', bigEndian: false, strides, offset: 0, extent: memoryExtent(bytes), ...given } // prettier-ignore
}

/** Encodes the tensors, and reads each back: its type, shape and values. */
async function encode(tensors: readonly StoredTensor[]) {
  const chunks: Uint8Array[] = []
  for await (const chunk of encodeStored(tensors, { site: 'layer4' })) chunks.push(chunk)
  const { tensors: listed, metadata } = await safetensors.read(
    memorySource('y.safetensors', Buffer.concat(chunks)),
  )
  expect(metadata).toEqual({ site: 'layer4' })
  const opened = await Promise.all(listed.map(({ name, open }) => open(name!)))
  return Promise.all(
    opened.map(async (one) => [one.name, one.dtype, one.shape, [...(await loadValues(one))]]),
  )
}

test('types, shapes and values of tensors stay, whatever they lie beside', async () => {
  const half = Uint16Array.of(0xffff, 0x3c00, 0x4000, 0xffff)
  const tensors = [
    tensor('features.test', half, { shape: [1, 2], dtype: 'f16', offset: 1 }),
    tensor('features.train', Uint16Array.of(0x3f80, 0x4000), { shape: [2, 1], dtype: 'bf16' }),
    tensor('labels.test', BigInt64Array.of(0n, 5n), { shape: [2], dtype: 'i64' }),
    tensor('readout.bias', Float64Array.of(0.1, -2), { shape: [2], dtype: 'f64' }),
  ]
  expect(await encode(tensors)).toEqual([
    ['features.test', 'f16', [1, 2], [1, 2]],
    ['features.train', 'bf16', [2, 1], [1, 2]],
    ['labels.test', 'i64', [2], [0, 5]],
    ['readout.bias', 'f64', [2], [0.1, -2]],
  ])
})

test('views and big-endian numbers are written out in order', async () => {
  const items = Float32Array.of(1, 2, 3, 4, 5, 6)
  const swapped = Buffer.from(Float64Array.of(0.1, 2.5).buffer).swap64()
  const rows = Int32Array.of(7, 0, 8, 0)
  expect(
    await encode([
      tensor('features.test', items, { shape: [3, 2], strides: [1, 3] }),
      tensor('features.train', Uint8Array.from(swapped), { shape: [1, 2], dtype: 'f64', bigEndian: true }),
      tensor('rows.test', rows, { shape: [2], strides: [2], dtype: 'i32' }),
      tensor('permutations', Int32Array.of(0, 1, 1, 0), { shape: [2, 2], strides: [1, 2], dtype: 'i32' }),
    ]),
  ).toEqual([
    ['features.test', 'f32', [3, 2], [1, 4, 2, 5, 3, 6]],
    ['features.train', 'f64', [1, 2], [0.1, 2.5]],
    ['rows.test', 'i32', [2], [7, 8]],
    ['permutations', 'i32', [2, 2], [0, 1, 1, 0]],
  ])
})
