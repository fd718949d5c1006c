import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  memorySource,
  readRows,
  refusalOf,
  sampleTensors,
  writeNpy,
  writeNpz,
  writeSafetensors,
  writeTorchZip,
  writeZip,
} from '@mitoscope/formats/testing'
import { openRepresentation } from './open-representation.ts'
import { openFile } from './testing/open-sample.ts'

const tensors = sampleTensors()
const features = tensors['features.test']

it('what is no tensors among several files is named', async () => {
  const sources = [
    memorySource('features.test.dat', writeNpy(features)),
    memorySource('notes.txt', Buffer.from('Trained on Monday.')),
    memorySource('empty', new Uint8Array(0)),
  ]
  const got = await openRepresentation(sources)
  expect(await readRows(got.test.features)).toHaveLength(24)
  expect(got.warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Ignored "notes.txt" and "empty": /),
  ])
})

it('an archive without features lists what it holds', async () => {
  const bytes = writeNpz({ features })
  expect(await refusalOf(openFile('run.npz', bytes))).toMatch(
    /^run.npz, tensor "features.test": is missing. .* Found: "features" \(f32 \[6, 4\]\).$/,
  )
})

it('what is no tensor is named with the names that are read', async () => {
  const others = Array.from({ length: 9_999 }, (_, i) => ({ name: `${i}.txt`, data: new Uint8Array(0) }))
  const many = await openFile(
    'run.npz',
    writeZip([{ name: 'features.test.npy', data: writeNpy(features) }, ...others]),
  )
  expect(many.warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Ignored "0.txt", .* and 9994 more: the names that are read are features.test, /),
  ])
})

describe('names in folders', () => {
  const renamed = (prefix: string, from = tensors) =>
    Object.fromEntries(Object.entries(from).map(([name, tensor]) => [`${prefix}${name}`, tensor]))

  it('are read where one folder holds the tensors', async () => {
    const fixture = await readFile(new URL('fixtures/in-folder.npz', import.meta.url))
    expect(await openFile('run.npz', fixture)).toMatchObject({ width: 12, readout: { classes: 3 } })
    for (const bytes of [writeNpz(renamed('a/b/')), writeSafetensors(renamed('run1/'))]) {
      const got = await openFile('run.npz', bytes)
      expect(got).toMatchObject({ width: 4, readout: {}, train: {} })
      expect(got.warnings.map(({ code }) => code)).not.toContain('unknown-tensor')
    }
  })

  it('of several representations are listed', async () => {
    const both = writeNpz({ ...renamed('run1/'), ...renamed('run2/') })
    expect(await refusalOf(openFile('run.npz', both))).toBe(
      'run.npz: holds tensors of several representations, in the folders "run1/" and "run2/". ' +
        'Save the tensors of one of them in a file of their own.',
    )
  })

  it('give way to names outside', async () => {
    const got = await openFile(
      'run.npz',
      writeNpz({ 'features.test': features, 'old/features.test': features, 'older/features.test': features }),
    )
    expect(got.width).toBe(4)
    expect(got.warnings[0].message).toContain('Ignored "old/features.test" and "older/features.test"')
  })
})

describe('what was found is listed when features are missing', () => {
  it('with types and shapes, some dozens at most', async () => {
    const named = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `conv${i}`,
        { shape: [2, 3 + i], values: new Array(6 + 2 * i).fill(0) },
      ]),
    )
    for (const bytes of [writeNpz(named), writeSafetensors(named), writeTorchZip(named)]) {
      const refusal = await refusalOf(openFile('run.npz', bytes))
      expect(refusal).toContain('Found: "conv0" (f32 [2, 3]), "conv1" (f32 [2, 4]), ')
      expect(refusal).toMatch(/"conv35" \(f32 \[2, 38\]\) and 14 more\.$/)
    }
  })

  it('of every file', async () => {
    const sources = [
      memorySource('a.npz', writeNpz({ 'labels.test': tensors['labels.test'], x: features })),
      memorySource('b.npy', writeNpy(features)),
    ]
    expect(await refusalOf(openRepresentation(sources))).toContain(
      'Found: "labels.test" (i64 [6]) in a.npz, "x" (f32 [6, 4]) in a.npz, "b.npy" (f32 [6, 4]).',
    )
  })
})

describe('shards', () => {
  const { 'features.test': test, ...rest } = tensors
  const shards = [
    memorySource('model-00001-of-00002.safetensors', writeSafetensors({ 'features.test': test })),
    memorySource('model-00002-of-00002.safetensors', writeSafetensors(rest)),
  ]
  const map = Object.fromEntries(
    Object.keys(tensors).map((name) => [name, shards[name === 'features.test' ? 0 : 1].name]),
  )
  const index = (weights: unknown) =>
    memorySource(
      'model.safetensors.index.json',
      Buffer.from(JSON.stringify({ metadata: { total_size: 1 }, weight_map: weights }, null, 2)),
    )

  it('are one representation with their index', async () => {
    const got = await openRepresentation([index(map), ...shards])
    expect(got).toMatchObject({ width: 4, readout: {}, train: {} })
    expect(got.warnings.map(({ code }) => code)).toEqual([])
  })

  it.each<[string, unknown, number, string]>([
    ['missing', map, 1, 'is the index of 2 shards, and "model-00002-of-00002.safetensors" is missing. Give the index where'],
    ['all missing', map, 0, '"model-00001-of-00002.safetensors" and "model-00002-of-00002.safetensors" are missing.'],
    ['without a tensor', { ...map, x: shards[0].name }, 2, 'lists "x" in "model-00001-of-00002.safetensors", which lacks it'],
    ['elsewhere', { x: '../a.safetensors' }, 2, 'says that "x" lies in "../a.safetensors". Shards are named by files in the folder of the index.'],
    ['none', {}, 2, 'is an index of shards that lists no tensors'],
    ['of no map', [], 2, 'is no index of shards: it has no "weight_map"'],
  ])('that are %s are refused', async (_, weights, count, message) => {
    const refusal = await refusalOf(openRepresentation([index(weights), ...shards.slice(0, count)]))
    expect(refusal).toContain(`model.safetensors.index.json: `)
    expect(refusal).toContain(message)
  }) // prettier-ignore
})

it('global pooling may leave two axes of one', async () => {
  const pooled = { ...features, shape: [...features.shape, 1, 1] }
  const weight = tensors['readout.weight']
  const changed = {
    ...tensors,
    'features.test': pooled,
    'readout.weight': { ...weight, shape: [...weight.shape, 1, 1] },
  }
  for (const write of [writeNpz, writeSafetensors, writeTorchZip]) {
    const [plain, got] = [
      await openFile('run.npz', write(tensors)),
      await openFile('run.npz', write(changed)),
    ]
    expect(await readRows(got.test.features)).toEqual(await readRows(plain.test.features))
    expect(got.readout).toEqual(plain.readout)
  }
})
