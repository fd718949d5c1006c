import { createHash } from 'node:crypto'
import { knownExtensions } from '@mitoscope/formats'
import { describe, expect, it } from 'vitest'
import { openRepresentation } from './open-representation.ts'
import {
  memorySource,
  readRows,
  refusalOf,
  sampleTensors,
  sampleValues,
  type TestTensor,
  writeNpy,
  writeNpz,
  writeSafetensors,
  writeTorchZip,
} from '@mitoscope/formats/testing'
import { openFile, openSample } from './testing/open-sample.ts'

type Writer = (tensors: Record<string, TestTensor>) => Uint8Array
const CONTAINERS: Record<string, [string, Writer]> = {
  'stored npz': ['run.npz', writeNpz],
  'deflated npz': ['run.npz', (tensors) => writeNpz(tensors, { deflate: true })],
  'zip64 npz': ['run.npz', (tensors) => writeNpz(tensors, { zip64: true })],
  safetensors: ['run.safetensors', writeSafetensors],
  'little-endian pt': ['run.pt', writeTorchZip],
  'big-endian pt': ['run.pt', (tensors) => writeTorchZip(tensors, { bigEndian: true })],
  'deflated pt': ['run.PTH', (tensors) => writeTorchZip(tensors, { deflate: true })],
}
const FLOATS = ['f16', 'bf16', 'f32', 'f64']
const INTEGERS = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64']
const LAYOUTS = [false, true].flatMap((fortran) => [false, true].map((bigEndian) => ({ fortran, bigEndian })))

async function expectSample(name: string, bytes: Uint8Array): Promise<void> {
  const expected = sampleTensors()
  const got = await openFile(name, bytes)
  expect(got.width).toBe(4)
  expect(await readRows(got.test.features)).toEqual(expected['features.test'].values)
  expect([...(got.test.labels ?? [])]).toEqual(expected['labels.test'].values)
  expect(got.train && (await readRows(got.train.features, 2))).toEqual(expected['features.train'].values)
  expect([...(got.train?.labels ?? [])]).toEqual(expected['labels.train'].values)
  expect(got.readout?.classes).toBe(3)
  expect([...(got.readout?.weight ?? [])]).toEqual(expected['readout.weight'].values)
  expect([...(got.readout?.bias ?? [])]).toEqual(expected['readout.bias'].values)
  expect(got.permutations?.draws).toBe(2)
  expect([...(got.permutations?.values ?? [])]).toEqual(expected.permutations.values)
  expect(got.inputHash).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(got.warnings).toEqual([])
}

describe.each(Object.entries(CONTAINERS))('%s', (_, [name, write]) => {
  it('gives back every part', () => expectSample(name, write(sampleTensors())))

  const layouts = name === 'run.npz' ? LAYOUTS : LAYOUTS.filter(({ bigEndian }) => !bigEndian)
  const orders = name === 'run.safetensors' ? layouts.filter(({ fortran }) => !fortran) : layouts
  const floats = name === 'run.npz' ? FLOATS.filter((dtype) => dtype !== 'bf16') : FLOATS
  const cases = orders.flatMap((layout) => floats.map((dtype) => ({ ...layout, dtype })))

  it.each(cases)(
    'gives back features of $dtype (fortran $fortran, big-endian $bigEndian)',
    async (layout) => {
      const values = sampleValues(44, 5)
      const got = await openFile(name, write({ 'features.test': { shape: [11, 4], values, ...layout } }))
      const { features } = got.test
      expect(features).toMatchObject({
        name: 'features.test',
        file: name,
        rows: 11,
        width: 4,
        dtype: layout.dtype,
      })
      for (const maxRows of [1, 3, 11, 100]) expect(await readRows(features, maxRows)).toEqual(values)
      for await (const block of features.blocks(5)) {
        expect(block).toBeInstanceOf(layout.dtype === 'f64' ? Float64Array : Float32Array)
      }
    },
  )

  it.each(INTEGERS.flatMap((dtype) => layouts.map((layout) => ({ ...layout, dtype }))))(
    'gives back labels and draws of $dtype (fortran $fortran, big-endian $bigEndian)',
    async (layout) => {
      const sample = sampleTensors()
      const permutations = {
        ...sample.permutations,
        ...layout,
        ...(name === 'run.safetensors' && { fortran: false }),
      }
      const labels = { ...sample['labels.test'], ...layout }
      const got = await openFile(name, write({ ...sample, permutations, 'labels.test': labels }))
      expect([...(got.test.labels ?? [])]).toEqual(sample['labels.test'].values)
      expect([...(got.permutations?.values ?? [])]).toEqual(sample.permutations.values)
    },
  )
})

describe('several files', () => {
  const files = () =>
    Object.entries(sampleTensors()).map(([name, t]) => memorySource(`${name}.npy`, writeNpy(t)))

  it('make one representation', async () => {
    const got = await openRepresentation(files())
    expect(await readRows(got.test.features)).toEqual(sampleTensors()['features.test'].values)
    expect(got.train?.labels).toHaveLength(5)
    expect(got.readout?.bias).toHaveLength(3)
    expect(got.warnings).toEqual([])
  })

  it('have one hash, whatever their order', async () => {
    const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
    const lines = Object.entries(sampleTensors()).map(([name, t]) => `${name}.npy ${sha256(writeNpy(t))}\n`)
    const expected = sha256(lines.sort().join(''))
    expect((await openRepresentation(files())).inputHash).toBe(expected)
    expect((await openRepresentation(files().reverse())).inputHash).toBe(expected)
  })

  it('may have the names of the published code', async () => {
    const sample = sampleTensors()
    const run = 'wide_resnet28_512_ep200_wd0.0005_label_smoothing0.0_seed12'
    const named = {
      [`features_${run}_test.pt`]: writeTorchZip(sample['features.test']),
      [`features_${run}_train.pt`]: writeTorchZip(sample['features.train']),
      [`weights_${run}.pt`]: writeTorchZip({ weight: sample['readout.weight'] }),
      [`bias_${run}.pt`]: writeTorchZip(sample['readout.bias']),
      'cifar10_labels_test_set.pt': writeTorchZip(sample['labels.test']),
      'cifar10_labels_training_set.pt': writeTorchZip(sample['labels.train']),
      [`ensamble_averages_${run}.npy`]: writeNpy({ shape: [2], values: [1, 2] }),
      'notes.txt': new Uint8Array(3),
    }
    const got = await openRepresentation(
      Object.entries(named).map(([name, bytes]) => memorySource(name, bytes)),
    )
    expect(await readRows(got.train!.features)).toEqual(sample['features.train'].values)
    expect([...got.readout!.weight]).toEqual(sample['readout.weight'].values)
    expect([...got.test.labels!]).toEqual(sample['labels.test'].values)
    expect([...got.train!.labels!]).toEqual(sample['labels.train'].values)
    expect(got.warnings.map(({ code }) => code)).toEqual(['unknown-file', 'unknown-tensor'])
    expect(got.warnings[0].message).toContain('Ignored "notes.txt"')
    expect(got.warnings[1].message).toContain(`Ignored "ensamble_averages_${run}.npy"`)
  })

  it('must not hold a tensor twice', async () => {
    const bytes = writeTorchZip(sampleTensors()['features.test'])
    const sources = [memorySource('features_a_test.pt', bytes), memorySource('features_b_test.pt', bytes)]
    expect(await refusalOf(openRepresentation(sources))).toMatch(
      /^features_b_test.pt, tensor "features.test": is also in features_a_test.pt. Leave one of the two out/,
    )
  })

  it('must have different names', async () => {
    const source = memorySource('features.test.npy', writeNpy(sampleTensors()['features.test']))
    expect(await refusalOf(openRepresentation([source, source]))).toMatch(
      /^features.test.npy: was given twice/,
    )
  })
})

describe('what is there', () => {
  it('may be features of the test inputs alone', async () => {
    const got = await openFile('run.npz', writeNpz({ 'features.test': sampleTensors()['features.test'] }))
    expect(Object.keys(got).sort()).toEqual(['contents', 'inputHash', 'test', 'warnings', 'width'])
    expect(got.test.labels).toBeUndefined()
    expect(got.warnings).toEqual([])
  })

  it('draws warnings where it is ignored', async () => {
    const extra = { shape: [1], values: [1] }
    const got = await openSample({
      'features.train': undefined,
      'readout.weight': undefined,
      epoch: extra,
      'a\nb': extra,
    })
    expect(got.train).toBeUndefined()
    expect(got.readout).toBeUndefined()
    const codes = got.warnings.map(({ code }) => code)
    expect(codes).toEqual(['unknown-tensor', 'labels-without-features', 'bias-without-weight'])
    expect(got.warnings[0].message).toMatch(
      /^Ignored "epoch" and "a\\nb": the names that are read are features.test, /,
    )
  })

  it('must include features of the test inputs', async () => {
    expect(await refusalOf(openSample({ 'features.test': undefined }))).toMatch(
      /^run.npz, tensor "features.test": is missing. It is the one tensor that must be there/,
    )
    expect(await refusalOf(openRepresentation([]))).toMatch(
      /^input: has no files. Give at least one of .npz, .npy/,
    )
  })

  it('must be of a known format and not empty', async () => {
    expect(await refusalOf(openFile('run.h5', new Uint8Array(9)))).toBe(
      `run.h5: is of no format that is read. Files that are read: ${knownExtensions()}, recognized by their contents.`,
    )
    for (const name of ['run.npz', 'features.test.npy', 'run.safetensors', 'run.pt']) {
      expect(await refusalOf(openFile(name, new Uint8Array(0)))).toBe(
        `${name}: is empty. Save it again, or copy it again.`,
      )
    }
  })
})

describe('reading', () => {
  const bytes = writeNpz(sampleTensors())

  it('stops when it is aborted, blocks too', async () => {
    const abort = new AbortController()
    const got = await openRepresentation([memorySource('run.npz', bytes)], { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(readRows(got.test.features)).rejects.toThrow('enough')
    const again = openRepresentation([memorySource('run.npz', bytes)], { signal: abort.signal })
    await expect(again).rejects.toThrow('enough')
  })

  it("passes the source's own failures on", async () => {
    const source = {
      name: 'run.npz',
      size: bytes.length,
      read: () => Promise.reject(new Error('disk on fire')),
    }
    await expect(openRepresentation([source])).rejects.toThrow('disk on fire')
  })

  it('takes a source that gives too little for a damaged file', async () => {
    const source = { name: 'run.npz', size: bytes.length, read: async () => new Uint8Array(1) }
    expect(await refusalOf(openRepresentation([source]))).toMatch(/^run.npz: gave 1 of \d+ bytes at offset/)
  })
})
