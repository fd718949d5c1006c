import { describe, expect, it } from 'vitest'
import { storedExtent } from '../extent.ts'
import { guardSource } from '../byte-source.ts'
import type { StoredTensor } from '../stored-tensor.ts'
import { memorySource } from '../testing/memory-source.ts'
import { openFeatures } from '../testing/open-features.ts'
import { readRows } from '../testing/read-rows.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { sampleTensors, sampleValues } from '../testing/sample-tensors.ts'
import { writeNpz } from '../testing/write-npz.ts'
import { openRowStream } from './open-row-stream.ts'

/**
 * Creates a matrix over a whole buffer of items: bf16 over a Uint16Array, f32 or f64 over the arrays of
 * floats.
 */
function tensorOver(
  items: Uint16Array | Float32Array | Float64Array,
  layout: Partial<StoredTensor>,
): StoredTensor {
  const bytes = new Uint8Array(items.buffer)
  const dtype = items instanceof Uint16Array ? 'bf16' : items instanceof Float32Array ? 'f32' : 'f64'
  const source = guardSource(memorySource('run.pt', bytes))
  const extent = storedExtent(source, 0, bytes.length)
  return {
    file: 'run.pt',
    name: 'features.test',
    shape: [],
    strides: [],
    offset: 0,
    dtype,
    bigEndian: false,
    extent,
    ...layout,
  }
}

/** Value of each bfloat16, indexed by its bits. */
const BRAIN = new Float32Array(Uint32Array.from({ length: 65536 }, (_, bits) => bits << 16).buffer)

/**
 * Checks every value of a view against the item it should come from; returns the size of the largest block
 * in bytes.
 */
async function expectView(
  items: Uint16Array | Float64Array,
  layout: Partial<StoredTensor>,
  maxRows: number,
): Promise<number> {
  const tensor = tensorOver(items, layout)
  const [rows, width] = tensor.shape
  const [rowStep, columnStep] = tensor.strides
  let row = 0
  let wrong = 0
  let largest = 0
  for await (const block of openRowStream(tensor).blocks(maxRows)) {
    largest = Math.max(largest, block.byteLength)
    for (let i = 0; i < block.length; i++) {
      const item = items[tensor.offset + (row + Math.floor(i / width)) * rowStep + (i % width) * columnStep]
      if (block[i] !== (items instanceof Uint16Array ? BRAIN[item] : item)) wrong++
    }
    row += block.length / width
  }
  expect(wrong).toBe(0)
  expect(row).toBe(rows)
  return largest
}

// Too large to be loaded whole, so that views are gathered from many reads.
const MANY = 14_000_000
const numbers = Uint16Array.from({ length: MANY }, (_, i) => (i * 7919) % 32000)

describe('large views', () => {
  it.each([
    ['rows without gaps', { shape: [14_000, 1000], strides: [1000, 1] }],
    ['columns without gaps (Fortran)', { shape: [14_000, 1000], strides: [1, 14_000] }],
    ['few long columns', { shape: [7_000_000, 2], strides: [1, 7_000_000] }],
    ['every second row', { shape: [7_000, 1000], strides: [2000, 1], offset: 1000 }],
    ['every third column', { shape: [14_000, 333], strides: [1000, 3], offset: 1 }],
    ['some columns', { shape: [14_000, 100], strides: [1000, 1], offset: 500 }],
    ['some rows of a transposed matrix', { shape: [6_000, 1000], strides: [2, 14_000], offset: 17 }],
    ['a corner of a column-major matrix', { shape: [1000, 1000], strides: [1, 13_000] }],
  ])('of %s are read right', async (_, layout) => {
    await expectView(numbers, layout, 999)
  })

  it('of 64-bit items are read right', async () => {
    const items = Float64Array.from({ length: 4_000_000 }, (_, i) => i * 1.5)
    await expectView(items, { shape: [4000, 1000], strides: [1, 4000] }, 1000)
    await expectView(items, { shape: [2000, 1000], strides: [2000, 2], offset: 1 }, 1000)
  })

  it('come in blocks of at most 32 MB', async () => {
    expect(await expectView(numbers, { shape: [14_000, 1000], strides: [1000, 1] }, Infinity)).toBe(
      8388 * 4000,
    )
    expect(await expectView(numbers, { shape: [14_000, 1000], strides: [1, 14_000] }, 14_000)).toBeLessThan(
      2 ** 25,
    )
  })

  it('are refused when nearly all that is read would be thrown away', async () => {
    const sparse = tensorOver(numbers, { shape: [1000, 6], strides: [2000, 2_300_000] })
    expect(await refusalOf(readRows(openRowStream(sparse)))).toBe(
      'run.pt, tensor "features.test": is a view too sparse to read (strides 2000 and 2300000). Save x.contiguous() in its place.',
    )
    const wide = tensorOver(numbers, { shape: [6, 14], strides: [1_000_000, 650_000] })
    expect(await refusalOf(readRows(openRowStream(wide)))).toContain('is a view too sparse to read')
  })

  it('are refused when they would have to be decompressed whole', async () => {
    const extent = {
      size: 300 << 20,
      seekable: false,
      read: () => Promise.reject(),
      stream: () => Readable(),
    }
    const tensor = tensorOver(numbers, { shape: [15_728_640, 10], strides: [1, 15_728_640], extent })
    expect(await refusalOf(readRows(openRowStream(tensor)))).toMatch(
      /is compressed and not in row-major order, 314572800 bytes .* Save numpy.ascontiguousarray\(x\), or do not compress/,
    )
  })
})

async function* Readable(): AsyncGenerator<Uint8Array> {}

describe('NaN and infinities', () => {
  const features = (places: Record<number, number>, dtype: string) => {
    const values = sampleValues(24, 1).map((value, i) => places[i] ?? value)
    return { 'features.test': { shape: [6, 4], values, dtype } }
  }

  it.each(['f16', 'f32', 'f64'])('are all counted and the first is located (%s)', async (dtype) => {
    const got = await openFeatures(
      'run.npz',
      writeNpz({ ...sampleTensors(), ...features({ 13: Infinity, 14: NaN, 23: -Infinity }, dtype) }),
    )
    for (const maxRows of [1, 2, 6]) {
      expect(await refusalOf(readRows(got.features, maxRows))).toBe(
        'run.npz, tensor "features.test": has 3 of 24 values that are NaN or infinite, the first Infinity at row 3, column 1. ' +
          'Recompute it, in float32 if the numbers overflowed, or leave those inputs out.',
      )
    }
  })

  it('are found wherever they are', async () => {
    for (let place = 0; place < 37; place++) {
      for (const Type of [Float32Array, Float64Array]) {
        const items = new Type(37 * 2).fill(3e38)
        items[place] = NaN
        const tensor = tensorOver(items, { shape: [37, 2], strides: [2, 1] })
        const where = `row ${Math.floor(place / 2)}, column ${place % 2}.`
        expect(await refusalOf(readRows(openRowStream(tensor)))).toContain(`the first NaN at ${where}`)
      }
    }
  })

  it('are not seen in the largest, smallest and negative numbers there are', async () => {
    const items = Float32Array.of(3.4028234663852886e38, -3.4028234663852886e38, 1e-45, -0)
    const stream = openRowStream(tensorOver(items, { shape: [2, 2], strides: [2, 1] }))
    for (let pass = 0; pass < 2; pass++) expect(await readRows(stream)).toEqual([...items])
  })
})

describe('blocks', () => {
  const tensor = tensorOver(
    Float32Array.from({ length: 40 }, (_, i) => i),
    { shape: [10, 4], strides: [4, 1] },
  )

  it('start over with each call, also while another is under way', async () => {
    const stream = openRowStream(tensor)
    const first = stream.blocks(3)[Symbol.asyncIterator]()
    expect((await first.next()).value).toHaveLength(12)
    expect(await readRows(stream, 7)).toHaveLength(40)
    expect((await first.next()).value?.[0]).toBe(12)
  })

  it.each([false, true])('may be left before the end (deflated %s)', async (deflate) => {
    const values = sampleValues(400_000, 3)
    const bytes = writeNpz({ 'features.test': { shape: [100_000, 4], values, dtype: 'f64' } }, { deflate })
    const got = await openFeatures('run.npz', bytes)
    for (let pass = 0; pass < 3; pass++) {
      for await (const block of got.features.blocks(10)) {
        expect(block).toEqual(Float64Array.from(values.slice(0, 40)))
        break
      }
    }
  })

  it('need at least one row', () => {
    for (const maxRows of [0, -1, NaN])
      expect(() => openRowStream(tensor).blocks(maxRows)).toThrow(RangeError)
  })
})
