import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openFeatures } from '../testing/open-features.ts'
import { readRows } from '../testing/read-rows.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors } from '../testing/sample-tensors.ts'
import { testDamagedFiles, wholeSample, type Mutate } from '../testing/test-damaged-files.ts'
import { writeNpy } from '../testing/write-npy.ts'
import { writeNpz } from '../testing/write-npz.ts'
import { writeZip, type ZipFileEntry } from '../testing/write-zip.ts'
import { npz } from './npz.ts'

const array = writeNpy({ shape: [300, 4], values: Array.from({ length: 1200 }, (_, i) => i % 7) })
const entry = (changes: Partial<ZipFileEntry> = {}): ZipFileEntry => ({
  name: 'features.test.npy',
  data: array,
  ...changes,
})
const open = (...entries: ZipFileEntry[]) => openFeatures('run.npz', writeZip(entries))
const DAMAGED = 'The file is damaged or incomplete: copy it again, or save it again.'
const RESAVE = 'Save it again with numpy.savez, numpy.savez_compressed or torch.save.'

/** Opens a file and reads all its rows, since damage of compressed data is only found then. */
async function read(...entries: ZipFileEntry[]): Promise<number[]> {
  return readRows((await open(...entries)).features)
}

describe('.npz archives', () => {
  it.each([
    [
      'no archive',
      Buffer.from('PK\x03\x04 not a zip'),
      'is not a readable zip archive (End of central directory',
    ],
    [
      'the first half',
      writeNpz(sampleTensors()).subarray(0, 900),
      'is not a readable zip archive (End of central',
    ],
    [
      'the last half',
      writeNpz(sampleTensors()).subarray(900),
      'needs 46 bytes at offset 1578, but the file ends at',
    ],
  ])('that are %s are refused', async (_, bytes, message) => {
    expect(await refusalOf(openFeatures('run.npz', bytes))).toContain(`run.npz: ${message}`)
  })

  it('without arrays lack features', async () => {
    expect(await refusalOf(open())).toContain('it holds nothing. Extract it and give the file inside')
    expect(await refusalOf(open({ name: 'features.test', data: array }))).toBe(
      'run.npz: is a zip archive with neither .npy arrays nor data.pkl in it: it holds "features.test". ' +
        'Extract it and give the file inside, or save it again with numpy.savez or torch.save.',
    )
  })

  it.each([
    ['encrypted', { deflate: true, flags: 0x801 }, `has the encrypted member "features.test.npy". ${RESAVE}`],
    [
      'of another method',
      { method: 93 },
      `compressed by method 93; only stored and deflated ones are read. ${RESAVE}`,
    ],
    [
      'vast',
      { deflate: true, lies: { size: 2 ** 31 } },
      'to 2147483648 bytes, which no real tensor does. If it is honest,',
    ],
    [
      'growing 1100-fold',
      { deflate: true, lies: { size: 1_400_000 } },
      'to 1400000 bytes, which no real tensor does.',
    ],
    [
      'of wrong length',
      { lies: { size: 9 } },
      'is not a readable zip archive (compressed/uncompressed size mismatch',
    ],
    [
      'beyond the end',
      { lies: { offset: 2 ** 31 } },
      'needs 30 bytes at offset 2147483648, but the file ends at',
    ],
    [
      'longer than the file',
      { lies: { size: 9999, storedSize: 9999 } },
      'is not a readable zip archive (file data overflows',
    ],
  ])('with a member %s are refused', async (_, changes, message) => {
    const refusal = await refusalOf(open(entry(changes)))
    expect(refusal).toContain('run.npz: ')
    expect(refusal).toContain(message)
  })

  it('with members that overlap are refused', async () => {
    const twice = open(entry(), entry({ name: 'labels.test.npy', lies: { offset: 40 } }))
    expect(await refusalOf(twice)).toContain('run.npz: ')
    const shared = writeZip([entry(), entry({ name: 'labels.testX.npy' })])
    // The second directory entry is made to point into the first member's data, where a copy of its header is placed.
    const second = shared.length - 22 - 46 - 'labels.testX.npy'.length
    const header = shared.readUInt32LE(second + 42)
    shared.copyWithin(100, header, header + 46)
    shared.writeUInt32LE(100, second + 42)
    expect(await refusalOf(openFeatures('run.npz', shared))).toBe(
      `run.npz: has members "features.test.npy" and "labels.testX.npy" that overlap. ${DAMAGED}`,
    )
  })

  it('with a name twice are refused', async () => {
    expect(await refusalOf(open(entry(), entry()))).toBe(
      `run.npz: has two members named "features.test.npy". ${DAMAGED}`,
    )
  })

  it('that name a member in two ways are refused', async () => {
    const bytes = writeZip([entry()])
    bytes.write('F', 30)
    expect(await refusalOf(openFeatures('run.npz', bytes))).toContain(
      'describes member "features.test.npy" in two ways',
    )
  })

  it('with too many members are refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.npy`, data: new Uint8Array(0) }))
    expect(await refusalOf(open(...many))).toBe(
      'run.npz: says it has 10001 members, more than the 10000 that are read. Save only the tensors that are needed.',
    )
    const most = await open(entry(), ...many.slice(0, 9_999))
    expect(most.names).toHaveLength(10_000)
  })

  it('may have names that look like paths: they are only names', async () => {
    const got = await open(
      entry(),
      { name: '../../etc/passwd', data: array },
      { name: 'folder/', data: new Uint8Array(0) },
    )
    expect(got.others).toEqual(['../../etc/passwd'])
  })
})

describe('checksums', () => {
  it.each([false, true])('are verified (deflated %s)', async (deflate) => {
    expect(await read(entry({ deflate }))).toHaveLength(1200)
    expect(await refusalOf(read(entry({ deflate, lies: { crc: 1 } })))).toBe(
      `run.npz: has member "features.test.npy" with a wrong checksum. ${DAMAGED}`,
    )
  })

  it('of stored members are verified when the archive is opened', async () => {
    const bytes = writeNpz({ ...sampleTensors(), other: { shape: [2], values: [1, 2] } })
    bytes[bytes.indexOf('other.npy') + 'other.npy'.length + 128] ^= 1
    expect(await refusalOf(openFeatures('run.npz', bytes))).toContain(
      'has member "other.npy" with a wrong checksum',
    )
  })
})

describe('deflated members', () => {
  const lying = (change: number) => entry({ deflate: true, lies: { size: array.length + change } })

  it('that hold more or less than declared are refused', async () => {
    // The array's own header tells first; the declared size has to agree with it to be believed.
    expect(await refusalOf(open(lying(1)))).toContain(
      'holds 4801 bytes of values where shape [300, 4] of f32 needs 4800',
    )
    const longer = Buffer.concat([array, new Uint8Array(4)])
    const more = entry({ data: longer, deflate: true, lies: { size: array.length } })
    expect(await refusalOf(read(more))).toContain(
      'has more in member "features.test.npy" than the 4928 bytes it declares',
    )
    const fewer = entry({ data: array.subarray(0, -4), deflate: true, lies: { size: array.length } })
    expect(await refusalOf(read(fewer))).toContain(
      'has 4924 bytes in member "features.test.npy" where it declares 4928',
    )
  })

  it('that are damaged are refused', async () => {
    const bytes = writeZip([entry({ deflate: true })])
    bytes.fill(0xff, 50, 60)
    const work = openFeatures('run.npz', bytes).then((got) => readRows(got.features))
    expect(await refusalOf(work)).toMatch(
      /has member "features.test.npy" (that does not decompress|with a wrong)/,
    )
  })

  it.each([1, 100, 3 << 20])(
    'that are followed by %i bytes of something else are refused',
    async (excess) => {
      const data = Buffer.concat([deflateRawSync(array), Buffer.alloc(excess, 7)])
      const lies = { size: array.length, crc: crc32(array) }
      expect(await refusalOf(read({ name: 'features.test.npy', data, method: 8, lies }))).toContain(
        'bytes of compressed data in member "features.test.npy"',
      )
    },
  )
})

const sample = sampleTensors()
testDamagedFiles(npz, [
  wholeSample('stored', 'run.npz', writeNpz(sample)),
  wholeSample('deflated', 'run.npz', writeNpz(sample, { deflate: true })),
  wholeSample('zip64', 'run.npz', writeNpz(sample, { zip64: true })),
  { kind: 'resealed', file: 'run.npz', make: (mutate) => sealArray(mutate, false), isResealed: true },
  {
    kind: 'resealed and deflated',
    file: 'run.npz',
    make: (mutate) => sealArray(mutate, true),
    isResealed: true,
  },
])

function sealArray(mutate: Mutate, deflate: boolean): Uint8Array {
  const entries = Object.entries(sample).map(([name, tensor]) => {
    const data = writeNpy(tensor)
    return { name: `${name}.npy`, data: name === 'features.test' ? mutate(data) : data, deflate }
  })
  return writeZip(entries)
}
