import { readdirSync, readFileSync } from 'node:fs'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { BadInput } from './bad-input.ts'
import { FORMATS } from './formats/formats.ts'
import { parseIdx } from './idx/parse-idx.ts'
import { readText } from './metrics/testing/read-text.ts'
import { decodePicture } from './pictures/decode-picture.ts'
import { createRandom } from './testing/create-random.ts'
import { encodeIdx } from './testing/encode-idx.ts'
import { mutateBytes } from './testing/mutate-bytes.ts'
import { openFeatures } from './testing/open-features.ts'
import { readRows } from './testing/read-rows.ts'
import { sampleTensors } from './testing/sample-tensors.ts'
import { encodeTensor } from './testing/test-tensor.ts'
import { pickle } from './testing/write-pickle.ts'
import { writeNpy } from './testing/write-npy.ts'
import { writeNpz } from './testing/write-npz.ts'
import { writeSafetensors } from './testing/write-safetensors.ts'
import { joinTorchZip, pickleTensor, writeTorchZip } from './testing/write-torch-zip.ts'
import { writeZip } from './testing/write-zip.ts'

const MUTANTS = 200
const CUTS = 40
/** Maximum time in milliseconds for a file of a few kilobytes, on a machine that is busy with other work. */
const LIMIT = 60_000
/** Maximum in kilobytes by which all damaged files of one kind may increase the memory of the process. */
const MOST_MEMORY = 1 << 20

type Mutate = (bytes: Uint8Array) => Uint8Array
interface Target {
  readonly kind: string
  readonly file: string
  make(mutate: Mutate): Uint8Array
}

const sample = sampleTensors()
const features = sample['features.test']
const whole = (kind: string, file: string, bytes: Uint8Array): Target => ({
  kind,
  file,
  make: (mutate) => mutate(bytes),
})

/** Valid files of each format in FORMATS, by the format's title; a format without any fails below. */
const TARGETS: Readonly<Record<string, readonly Target[]>> = {
  'NumPy archive': [
    whole('stored', 'run.npz', writeNpz(sample)),
    whole('deflated', 'run.npz', writeNpz(sample, { deflate: true })),
    whole('zip64', 'run.npz', writeNpz(sample, { zip64: true })),
    // The next ones damage what lies inside and seal it again; checksums would otherwise keep it out of reach.
    { kind: 'resealed', file: 'run.npz', make: (mutate) => sealArray(mutate, false) },
    { kind: 'resealed and deflated', file: 'run.npz', make: (mutate) => sealArray(mutate, true) },
  ],
  'NumPy array': [
    whole('little-endian', 'features.test.npy', writeNpy(features)),
    whole(
      'big-endian, in columns',
      'features.test.npy',
      writeNpy({ ...features, fortran: true, bigEndian: true }),
    ),
  ],
  'safetensors file': [whole('plain', 'run.safetensors', writeSafetensors(sample))],
  'PyTorch file': [
    whole('stored', 'run.pt', writeTorchZip(sample)),
    whole('deflated', 'run.pt', writeTorchZip(sample, { deflate: true, bigEndian: true })),
    { kind: 'resealed', file: 'run.pt', make: sealPickle },
  ],
}

function sealArray(mutate: Mutate, deflate: boolean): Uint8Array {
  const entries = Object.entries(sample).map(([name, tensor]) => {
    const data = writeNpy(tensor)
    return { name: `${name}.npy`, data: name === 'features.test' ? mutate(data) : data, deflate }
  })
  return writeZip(entries)
}

function sealPickle(mutate: Mutate): Uint8Array {
  const dict = Object.entries(sample).map(
    ([name, tensor], i) => [name, pickleTensor(tensor, String(i))] as const,
  )
  return joinTorchZip(
    mutate(pickle({ dict })),
    Object.values(sample).map((tensor) => encodeTensor(tensor)),
  )
}

/**
 * Reads a file to its end. Returns "refused" for a BadInput that names file, problem and remedy; throws any
 * other error, and one if reading takes longer than LIMIT.
 */
async function readAll(file: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not read within ${LIMIT} ms`)), LIMIT)
  })
  const work = async () => {
    const got = await openFeatures(file, bytes)
    await readRows(got.features)
    return 'read' as const
  }
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    expect(error.message.startsWith(file)).toBe(true)
    expect(error.file).toBe(file)
    expect(error.problem).toMatch(/\S{2}/)
    expect(error.remedy).toMatch(/^[A-Z].*\S{2}/)
    return 'refused'
  } finally {
    clearTimeout(timer)
  }
}

describe.each(FORMATS)('damaged files: $title', ({ title }) => {
  it.each(TARGETS[title] ?? [])('$kind', { timeout: 600_000 }, async ({ kind, file, make }) => {
    const before = process.resourceUsage().maxRSS
    expect(
      await readAll(
        file,
        make((bytes) => bytes),
      ),
    ).toBe('read')
    const outcomes = { read: 0, refused: 0 }
    for (let seed = 0; seed < MUTANTS; seed++) {
      const random = createRandom(1_000 * kind.length + seed)
      try {
        outcomes[
          await readAll(
            file,
            make((bytes) => mutateBytes(bytes, random)),
          )
        ]++
      } catch (error) {
        throw new Error(`mutant ${seed} of ${title}, ${kind}`, { cause: error })
      }
    }
    expect(outcomes.refused).toBeGreaterThan(MUTANTS / 10)
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(MOST_MEMORY)
  })

  it('cut anywhere, none is taken for whole', { timeout: 600_000 }, async () => {
    const targets = (TARGETS[title] ?? []).filter(({ kind }) => !kind.startsWith('resealed'))
    expect(targets.length).toBeGreaterThan(0)
    for (const { file, make } of targets) {
      const bytes = make((good) => good)
      const random = createRandom(bytes.length)
      for (let cut = 0; cut < CUTS; cut++)
        expect(await readAll(file, bytes.subarray(0, random() % bytes.length))).toBe('refused')
    }
  })
})

it.each(FORMATS.filter(({ write }) => write !== undefined))(
  'what is written is recognized and read: $title',
  async ({ title, extensions, write }) => {
    const values = Float32Array.of(1, -2, 3.5, 0, 5, 6)
    const tensor = { name: 'features.test', shape: [3, 2], values }
    const bytes = Buffer.concat([...write!([tensor])])
    const got = await openFeatures(`features.test${extensions[0]}`, bytes)
    expect(got.format.title).toBe(title)
    expect(await readRows(got.features)).toEqual([...values])
    expect(got.features).toMatchObject({ rows: 3, width: 2, dtype: 'f32' })
  },
)

const inputs = new URL('metrics/testing/inputs/', import.meta.url)
it.each(readdirSync(inputs))('damaged metrics: %s', { timeout: 600_000 }, async (name) => {
  const bytes = readFileSync(new URL(name, inputs))
  let points = 0
  for (let seed = 0; seed < MUTANTS; seed++) {
    const damaged = mutateBytes(bytes, createRandom(1_000 * name.length + seed))
    const { rows, told } = await readText(damaged, { pieceBytes: 100 })
    const values = rows.flatMap(([, named]) => Object.entries(named))
    for (const [step] of rows) expect(Number.isSafeInteger(step) && step >= 0, `step ${step}`).toBe(true)
    for (const [metric, value] of values)
      expect(metric !== '' && (value === null || Number.isFinite(value)), `${metric}: ${value}`).toBe(true)
    // An input of which nothing is taken is never passed over in silence.
    if (values.length === 0) expect(told).toMatch(/holds no points|not logged in full/)
    points += values.length
  }
  expect(points).toBeGreaterThan(MUTANTS / 10)
})

const pixels = Uint8Array.from({ length: 16 * 8 * 4 }, (_, i) => (i * 37) % 256)
const WHOLE_FILES: readonly [kind: string, bytes: Uint8Array, read: (bytes: Uint8Array) => unknown][] = [
  ['IDX', encodeIdx([4, 4, 8], pixels.subarray(0, 128)), (bytes) => parseIdx({ name: 'file', bytes }, 3)],
  ['PNG', encodePng({ width: 16, height: 8, data: pixels, channels: 4 }), decodeFile],
  ['JPEG', encodeJpeg({ width: 16, height: 8, data: pixels }, 90).data, decodeFile],
]

function decodeFile(bytes: Uint8Array) {
  const { rows, columns, values } = decodePicture({ name: 'file', bytes })
  expect(values).toHaveLength(rows * columns * 3)
}

it.each(WHOLE_FILES)('damaged files that are read whole: %s', (_, bytes, read) => {
  let rejected = 0
  for (let seed = 0; seed < MUTANTS; seed++) {
    try {
      read(mutateBytes(bytes, createRandom(seed)))
    } catch (error) {
      expect(error, `mutant ${seed}`).toBeInstanceOf(BadInput)
      expect((error as BadInput).message).toMatch(/^file: .*\S{2}/)
      rejected++
    }
  }
  expect(rejected).toBeGreaterThan(MUTANTS / 10)
})
