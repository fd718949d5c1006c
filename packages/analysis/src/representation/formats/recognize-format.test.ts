import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inspectRepresentation } from '../inspect-representation.ts'
import { openRepresentation } from '../open-representation.ts'
import { memorySource } from '../testing/memory-source.ts'
import { openFile } from '../testing/open-sample.ts'
import { readRows } from '../testing/read-rows.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors } from '../testing/sample-tensors.ts'
import { writeNpy } from '../testing/write-npy.ts'
import { writeNpz } from '../testing/write-npz.ts'
import { writeSafetensors } from '../testing/write-safetensors.ts'
import { writeTorchZip } from '../testing/write-torch-zip.ts'
import { writeZip } from '../testing/write-zip.ts'

const tensors = sampleTensors()
const features = tensors['features.test']
const padded = (start: string) => Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(600)])

describe('what can be read is read, whatever it is called', () => {
  it.each([
    ['safetensors as .pt', 'run.pt', writeSafetensors(tensors), 'safetensors file'],
    ['safetensors as .bin', 'model.bin', writeSafetensors(tensors), 'safetensors file'],
    ['a torch archive as .npz', 'run.npz', writeTorchZip(tensors), 'PyTorch file'],
    ['a torch archive as .safetensors', 'run.safetensors', writeTorchZip(tensors), 'PyTorch file'],
    ['a torch archive as .ckpt', 'epoch=3.ckpt', writeTorchZip(tensors), 'PyTorch file'],
    ['a torch archive as .pth.tar', 'best.pth.tar', writeTorchZip(tensors), 'PyTorch file'],
    ['.npz as .pt', 'run.pt', writeNpz(tensors), 'NumPy archive'],
    ['.npz as .zip', 'run.zip', writeNpz(tensors), 'NumPy archive'],
    ['.npz without an extension', 'run', writeNpz(tensors), 'NumPy archive'],
    ['.npy as .pt', 'features.test.pt', writeNpy(features), 'NumPy array'],
    ['.npy as .dat', 'features.test.dat', writeNpy(features), 'NumPy array'],
  ])('%s', async (_, name, bytes, format) => {
    const facts = await inspectRepresentation(memorySource(name, bytes))
    expect(facts).toMatchObject({ format, width: 4, testRows: 6 })
  })

  it('among several files, and the others are named', async () => {
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
})

describe('what cannot be read is named, with what to do', () => {
  const pointer =
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n'
  const program = writeZip(
    ['net/data.pkl', 'net/code/net.py', 'net/constants.pkl'].map((name) => ({
      name,
      data: Buffer.from('N.'),
    })),
  )
  it.each<[string, Uint8Array, string]>([
    ['run.npz', Buffer.from(pointer), 'is a Git LFS pointer, not the file itself (12345 bytes, object 4d7a214614ab…). Fetch the file in its repository: git lfs install && git lfs pull.'],
    ['features.test.npy', Buffer.from(pointer), 'is a Git LFS pointer'],
    ['model.safetensors', Buffer.from(pointer), 'is a Git LFS pointer'],
    ['run.pt', Buffer.from('\n<!DOCTYPE html>\n<html><title>Sign in</title></html>'), 'is an HTML page, not tensors. A server answered with it'],
    ['run.pt', Buffer.from('\ufeff<html lang="en">'), 'is an HTML page, not tensors.'],
    ['run.npz', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), 'is an XML document, not tensors.'],
    ['run.safetensors', Buffer.from('{"error": "Not authorized"}'), 'is JSON text, not tensors. It begins with "{\\"error\\": \\"Not authorized\\"}".'],
    ['run.npz', Buffer.from('x,y\n1,2\n'), 'is plain text, not tensors.'],
    ['run.npz', gzipSync(writeNpz(tensors)), 'is compressed with gzip. Decompress it: gunzip'],
    ['run.pth.tar', padded('').fill('ustar', 257, 262), 'is a tar archive. Extract it'],
    ['run.h5', padded('\x89HDF\r\n\x1a\n'), 'is an HDF5 file, as h5py, Keras and MATLAB write it. Read it with h5py'],
    ['run.pt', padded('\x89HDF\r\n\x1a\n'), 'is an HDF5 file'],
    ['run.npz', padded('MATLAB 5.0 MAT-file, Platform: GLNXA64'), 'is a MATLAB file.'],
    ['run.pt', padded('\x80\x04\x95\x10'), 'is a Python pickle, which would run code when it is loaded. Load it where'],
    ['run.pt', program, 'is a TorchScript program. Save its values: torch.save(torch.jit.load(FILE).state_dict(), OTHER).'],
    ['run.npz', writeZip([{ name: 'run/model.safetensors', data: Buffer.alloc(1) }]), 'it holds "run/model.safetensors". Extract it'],
    ['run.npz', Buffer.alloc(200), 'begins with 200 bytes of zeros. The download or copy did not finish'],
    ['run.npz', new Uint8Array(0), 'is empty. Save it again, or copy it again.'],
    ['run.npz', writeNpz(tensors).subarray(0, -100), 'is not a readable zip archive'],
    ['run.npz', writeTorchZip(tensors).subarray(0, 500), 'is not a readable zip archive'],
    ['run.pt', writeSafetensors(tensors).subarray(0, -5), 'bytes of data but holds'],
    ['run.pt', writeSafetensors(tensors).subarray(0, 60), 'bytes, but only 52 follow'],
  ])('%s, %#', async (name, bytes, message) => {
    const refusal = await refusalOf(openFile(name, bytes))
    expect(refusal.startsWith(`${name}: `)).toBe(true)
    expect(refusal).toContain(message)
  }) // prettier-ignore
})

describe('names in folders', () => {
  const renamed = (prefix: string, from = tensors) =>
    Object.fromEntries(Object.entries(from).map(([name, tensor]) => [`${prefix}${name}`, tensor]))

  it('are read where one folder holds the tensors', async () => {
    const fixture = await readFile(new URL('../fixtures/in-folder.npz', import.meta.url))
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
