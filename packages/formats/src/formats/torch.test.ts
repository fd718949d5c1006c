import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openFeatures } from '../testing/open-features.ts'
import { readRows } from '../testing/read-rows.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors, sampleValues } from '../testing/sample-tensors.ts'
import { testDamagedFiles, wholeSample, type Mutate } from '../testing/test-damaged-files.ts'
import { encodeTensor } from '../testing/test-tensor.ts'
import { pickle, type Pickled } from '../testing/write-pickle.ts'
import { joinTorchZip, pickleTensor, writeTorchZip } from '../testing/write-torch-zip.ts'
import { writeZip } from '../testing/write-zip.ts'
import { torch } from './torch.ts'

const fixture = (name: string) => readFile(new URL(`../fixtures/${name}.pt`, import.meta.url))
const expected = Array.from({ length: 24 }, (_, i) => i / 8 - 1)

describe('files that PyTorch itself wrote', () => {
  it.each([
    ['float32', 'f32'],
    ['float16', 'f16'],
    ['bfloat16', 'bf16'],
    ['transposed', 'f32'],
    ['sliced', 'f32'],
    ['parameter', 'f32'],
  ])('%s', async (name, dtype) => {
    const got = await openFeatures('features.test.pt', await fixture(name))
    expect(got.features).toMatchObject({ rows: 6, width: 4, dtype })
    expect(await readRows(got.features)).toEqual(expected)
    expect(got.names).toEqual([undefined])
  })

  it('a dict of all parts', async () => {
    const got = await openFeatures('run.pt', await fixture('dict'))
    expect(got.features.dtype).toBe('f64')
    expect(await readRows(got.features)).toEqual(expected)
    expect(await got.values('labels.test')).toEqual([0, 1, 2, 0, 1, 2])
    expect(await got.values('readout.weight')).toEqual(expected.slice(0, 12).map((value) => 2 * value))
    expect(await got.values('readout.bias')).toEqual(expected.slice(0, 3))
    expect(await got.values('permutations')).toEqual([3, 1, 0, 2])
    expect(got.others).toEqual(['epoch', 'note'])
  })

  it('a state dict with features beside it', async () => {
    const got = await openFeatures('run.pt', await fixture('state-dict'))
    expect(await readRows(got.features)).toEqual(expected)
    expect(await got.values('labels.test')).toEqual([0, 1, 2, 0, 1, 2])
    expect(got.names).toEqual(['weight', 'bias', 'features.test', 'labels.test'])
  })

  it('NumPy arrays, which are data in the pickle', async () => {
    const got = await openFeatures('run.pt', await fixture('numpy'))
    expect(await readRows(got.features)).toEqual(expected)
  })

  it('the format before PyTorch 1.6', async () => {
    const bytes = await fixture('old-format')
    const got = await openFeatures('features.test.pt', bytes)
    expect(await readRows(got.features)).toEqual(expected)
    expect(await refusalOf(openFeatures('features.test.pt', bytes.subarray(0, -4)))).toMatch(
      /^features.test.pt: ends at byte \d+, within a storage that needs \d+. The file is damaged/,
    )
    expect(await refusalOf(openFeatures('features.test.pt', bytes.subarray(0, 100)))).toContain('ends early')
    const tar = Buffer.alloc(512)
    tar.write('ustar', 257)
    expect(await refusalOf(openFeatures('run.pt', tar))).toContain('run.pt: is a tar archive. Extract it')
  })

  it('a lazily negated view has the other sign', async () => {
    const got = await openFeatures('run.pt', await fixture('negated'))
    const rows = await readRows(got.features)
    expect(rows.slice(0, 2)).toEqual([9.115126609802246, -3.5686049461364746])
    expect(got.others).toEqual([])
  })

  it.each([
    ['beside-device', ['device'], []],
    ['beside-bytes', ['note', 'when'], ['rng']],
  ])('what stands beside the features is named: %s', async (name, others, tensors) => {
    const got = await openFeatures('run.pt', await fixture(name))
    expect(got.features).toMatchObject({ rows: 120, width: 12 })
    expect(got.others).toEqual(others)
    const parts = ['features.test', 'labels.test', 'readout.weight', 'readout.bias']
    expect(got.names).toEqual([...parts, ...tensors])
  })

  it.each(['beside', 'beside-protocol-4', 'beside-old-format'])(
    'a checkpoint with its state dict inside and every harmless value beside it: %s',
    async (name) => {
      const got = await openFeatures('last.ckpt', await fixture(name))
      expect(await readRows(got.features)).toEqual(expected)
      expect(await got.values('labels.test')).toEqual([0, 1, 2, 0, 1, 2])
      expect(got.others.slice(0, 5)).toEqual(['device', 'dtype', 'complex', 'size', 'numpy_rng'])
    },
  )

  it('files without checksums are refused', async () => {
    expect(await refusalOf(openFeatures('features.test.pt', await fixture('without-checksums')))).toBe(
      'features.test.pt: has member "without-checksums/data.pkl" with a wrong checksum. The file is damaged, or was saved with ' +
        'torch.serialization.set_crc32_options(False): save it again with True.',
    )
  })
})

describe('what a file holds', () => {
  const save = (value: Pickled, storages: Uint8Array[] = [new Uint8Array(96)]) =>
    joinTorchZip(pickle(value), storages)
  const features = sampleTensors()['features.test']
  const pickled = pickleTensor(features, '0')

  it.each<[string, Pickled]>([
    ['a list', { list: [pickled] }],
    ['a tuple', { tuple: [pickled] }],
    ['a dict under any name', { dict: [['whatever', pickled]] }],
  ])('may be one tensor in %s', async (_, value) => {
    const got = await openFeatures('features.test.pt', save(value))
    expect(await readRows(got.features)).toHaveLength(24)
  })

  it.each<[string, Pickled, string]>([
    ['None', null, 'holds None'],
    ['a number', 5, 'holds one number'],
    ['a text', 'x', 'holds one text'],
    ['several tensors', { list: [pickled, pickled] }, 'holds a list of 2 values'],
    ['a dict without tensors', { dict: [['a', 1]] }, 'holds a dict without tensors'],
    ['a function', { global: 'torch Size' }, 'holds a bare global'],
  ])('must not be %s', async (_, value, message) => {
    expect(await refusalOf(openFeatures('features.test.pt', save(value)))).toBe(
      `features.test.pt: ${message} where tensors are needed. ` +
        'Save one tensor, or a dict: torch.save({"features.test": x, "labels.test": y}, path).',
    )
  })

  it('may have very many other entries', async () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => [i, null] as const)
    const got = await openFeatures('run.pt', save({ dict: [['features.test', pickled], ...entries] }))
    expect(got.others).toHaveLength(100_000)
  })

  it('must be a file of torch.save', async () => {
    const two = writeZip(['a', 'b'].map((name) => ({ name: `${name}/data.pkl`, data: new Uint8Array(1) })))
    expect(await refusalOf(openFeatures('run.pt', two))).toContain('none that torch.save made')
    const large = writeZip([{ name: 'a/data.pkl', data: new Uint8Array((8 << 20) + 1) }])
    expect(await refusalOf(openFeatures('run.pt', large))).toContain(
      'has a pickle of 8388609 bytes, more than 8 MB',
    )
    const order = writeZip([
      { name: 'a/data.pkl', data: pickle(pickled) },
      { name: 'a/byteorder', data: Buffer.from('middle') },
    ])
    expect(await refusalOf(openFeatures('run.pt', order))).toContain('has an unknown byte order')
  })
})

describe('storages', () => {
  const view = (
    change: Partial<Record<'offset' | 'shape' | 'strides' | 'count' | 'type' | 'bits', unknown>>,
  ) => {
    const { offset = 0, shape = [6, 4], strides = [4, 1], count = 24, type = 'torch FloatStorage' } = change
    const bits = change.bits ? [{ dict: [[change.bits as string, true]] } as Pickled] : []
    const storage: Pickled = {
      persistent: { tuple: ['storage', { global: type as string }, '0', 'cpu', count as number] },
    }
    const tuples = [shape, strides].map((sizes) => ({ tuple: sizes as number[] }))
    const args: Pickled[] = [storage, offset as number, ...tuples, false, { dict: [] }, ...bits]
    const root: Pickled = { call: { global: 'torch._utils _rebuild_tensor_v2' }, args }
    const data = new Uint8Array(new Float32Array(sampleValues(24, 4)).buffer)
    return openFeatures('features.test.pt', joinTorchZip(pickle(root), [data]))
  }

  it.each([
    ['of the wrong size', { count: 25 }, 'has 96 bytes in a storage that should have 100'],
    ['too short for the rows', { shape: [7, 4] }, 'reaches element 28 of a storage of 24'],
    ['too short for the offset', { offset: 1 }, 'reaches element 25 of a storage of 24'],
    ['too short for the strides', { strides: [5, 1] }, 'reaches element 29 of a storage of 24'],
    [
      'far too short',
      { strides: [2 ** 53 - 1, 2 ** 53 - 1] },
      'reaches element 72057594037927920 of a storage of 24',
    ],
    [
      'expanded',
      { shape: [2 ** 26, 4], strides: [0, 1] },
      'is an expanded view: 268435456 elements on a storage of 24. Save x.contiguous()',
    ],
    [
      'of an impossible shape',
      { shape: [2 ** 52, 2 ** 52] },
      'has the impossible shape [4503599627370496, 4503599627370496]',
    ],
    [
      'of complex numbers',
      { type: 'torch ComplexFloatStorage' },
      'is stored as complex64, where f16, bf16, f32 or f64 is needed.',
    ],
    ['of booleans', { type: 'torch BoolStorage', count: 96 }, 'is stored as bool, where'],
    [
      'with a bit that is unknown',
      { bits: 'zero' },
      'is a lazy view of f32 values ("zero"). Save x.resolve_neg()',
    ],
    ['conjugated without being complex', { bits: 'conj' }, 'is a lazy view of f32 values ("conj").'],
    ['of integers', { type: 'torch IntStorage' }, 'is stored as i32, where'],
  ])('%s are refused', async (_, change, message) => {
    expect(await refusalOf(view(change))).toContain(`features.test.pt, tensor "features.test": ${message}`)
  })

  it('may be negated, and transposed too', async () => {
    const plain = sampleValues(24, 4)
    expect(await readRows((await view({ bits: 'neg' })).features)).toEqual(plain.map((x) => 0 - x))
    const turned = await view({ bits: 'neg', strides: [1, 6] })
    expect((await readRows(turned.features)).slice(0, 4)).toEqual([0, 6, 12, 18].map((i) => 0 - plain[i]))
  })

  it.each<[string, object, number[]]>([
    ['overlap within the storage', { shape: [5, 4], strides: [1, 4] }, [5, 4]],
    ['repeat few rows', { shape: [3, 4], strides: [0, 1] }, [3, 4]],
  ])('may be views that %s', async (_, change, shape) => {
    expect((await view(change)).features).toMatchObject({ rows: shape[0], width: shape[1] })
    expect(await readRows((await view(change)).features)).toHaveLength(shape[0] * shape[1])
  })

  it('that are missing are refused', async () => {
    const bytes = joinTorchZip(pickle(pickleTensor(sampleTensors()['features.test'], '7')), [])
    expect(await refusalOf(openFeatures('features.test.pt', bytes))).toContain(
      'features.test.pt, tensor "features.test": lacks its storage data/7.',
    )
  })

  it('are checked against their checksums', async () => {
    const bytes = writeTorchZip(sampleTensors()['features.test'])
    bytes[bytes.indexOf('archive/data/0') + 'archive/data/0'.length] ^= 1
    const work = openFeatures('features.test.pt', bytes)
    expect(await refusalOf(work)).toContain('has member "archive/data/0" with a wrong checksum')
  })
})

const sample = sampleTensors()
testDamagedFiles(torch, [
  wholeSample('stored', 'run.pt', writeTorchZip(sample)),
  wholeSample('deflated', 'run.pt', writeTorchZip(sample, { deflate: true, bigEndian: true })),
  { kind: 'resealed', file: 'run.pt', make: sealPickle, isResealed: true },
])

function sealPickle(mutate: Mutate): Uint8Array {
  const dict = Object.entries(sample).map(
    ([name, tensor], i) => [name, pickleTensor(tensor, String(i))] as const,
  )
  return joinTorchZip(
    mutate(pickle({ dict })),
    Object.values(sample).map((tensor) => encodeTensor(tensor)),
  )
}
