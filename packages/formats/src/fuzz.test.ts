import { readdirSync, readFileSync } from 'node:fs'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { expect, it, test } from 'vitest'
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

const MUTANTS = 200

test('the test of each format damages its files', () => {
  const folder = new URL('formats/', import.meta.url)
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
  const tested = readdirSync(folder).filter((file) => file.endsWith('.test.ts')).map(read).join('\n') // prettier-ignore
  const listed = [...read('formats.ts').matchAll(/^import \{ (\w+) \} from '\.\/[\w-]+\.ts'/gm)].map(([, name]) => name) // prettier-ignore
  expect(listed).toHaveLength(FORMATS.length)
  expect(listed.filter((name) => !tested.includes(`\ntestDamagedFiles(${name}, `))).toEqual([])
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
