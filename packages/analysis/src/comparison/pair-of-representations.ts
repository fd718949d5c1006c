import { BadInput, type RowStream } from '@mitoscope/formats'
import { BLOCK_BYTES, type Context } from '../computations/context.ts'
import { loadPoints } from '../neighbours/load-points.ts'
import type { Pair, PairGrams } from './pair.ts'

/**
 * Returns the pair of two representations whose test rows are the same inputs in the same order, on the backend of the
 * first. Throws BadInput if the numbers of rows differ.
 */
export function pairOfRepresentations(first: Context, second: Context): Pair {
  const [a, b] = [first, second].map(({ representation }) => representation.test.features)
  if (a.rows !== b.rows)
    throw new BadInput(
      b.file,
      b.name,
      `has ${b.rows} rows where ${a.file} has ${a.rows}`,
      'Compare representations of the same inputs, in the same order.',
    )
  const [rows, width] = [a.rows, a.width + b.width]
  const perBlock = Math.max(16, Math.floor(BLOCK_BYTES / (8 * width)))
  const joined = () => joinRows(a, b, perBlock, first.signal)
  const gram = () =>
    first.once('joined Gram', async () => {
      const accumulator = first.backend.createGram(width, rows)
      try {
        let done = 0
        for await (const block of joined()) {
          const count = block.length / width
          await accumulator.add(block, count)
          first.report('Gram matrix of both', (done += count) / rows)
        }
        const { values, mean, resolution } = await accumulator.finish()
        return { grams: split(values, [a.width, b.width], rows, resolution), mean }
      } catch (error) {
        accumulator.dispose()
        throw error
      }
    })
  return {
    context: first,
    rows,
    widths: [a.width, b.width],
    grams: async () => (await gram()).grams,
    squares: () =>
      first.once('joined squares', async () => {
        const { mean } = await gram()
        const sums = { aa: 0, ab: 0, bb: 0 }
        for await (const block of joined()) {
          for (let at = 0; at < block.length; at += width) {
            const [x, y] = [squareOf(block, at, mean, 0, a.width), squareOf(block, at, mean, a.width, width)]
            sums.aa += x * x
            sums.ab += x * y
            sums.bb += y * y
          }
        }
        return sums
      }),
    points: async (most) => [await loadPoints(first, most), await loadPoints(second, most)],
  }
}

function squareOf(
  block: Float32Array | Float64Array,
  at: number,
  mean: Float64Array,
  from: number,
  to: number,
) {
  let sum = 0
  for (let k = from; k < to; k++) sum += (block[at + k] - mean[k]) ** 2
  return sum
}

/** Cuts the Gram matrix of both representations side by side into its parts. */
function split(
  values: Float64Array,
  widths: readonly [number, number],
  rows: number,
  resolution: number,
): PairGrams {
  const [a, b] = widths
  const part = (top: number, left: number, height: number, width: number) => {
    const picked = new Float64Array(height * width)
    for (let i = 0; i < height; i++) {
      const from = (top + i) * (a + b) + left
      picked.set(values.subarray(from, from + width), i * width)
    }
    return picked
  }
  return { widths, own: [part(0, 0, a, a), part(a, a, b, b)], cross: part(0, a, a, b), rows, resolution }
}

type Floats = Float32Array | Float64Array

/**
 * Yields the rows of two matrices with equal numbers of rows side by side, in blocks of at most `maxRows` rows. A block
 * is valid until the next one is requested.
 */
async function* joinRows(
  left: RowStream,
  right: RowStream,
  maxRows: number,
  signal?: AbortSignal,
): AsyncGenerator<Floats> {
  const width = left.width + right.width
  const isDouble = left.dtype === 'f64' || right.dtype === 'f64'
  const rights = right.blocks(maxRows)[Symbol.asyncIterator]()
  let held: Floats = new Float32Array(0)
  let used = 0
  try {
    for await (const block of left.blocks(maxRows)) {
      signal?.throwIfAborted()
      const rows = block.length / left.width
      const joined = new (isDouble ? Float64Array : Float32Array)(rows * width)
      for (let row = 0; row < rows; row++) {
        if (used === held.length) {
          held = (await rights.next()).value as Floats
          used = 0
        }
        joined.set(block.subarray(row * left.width, (row + 1) * left.width), row * width)
        joined.set(held.subarray(used, used + right.width), row * width + left.width)
        used += right.width
      }
      yield joined
    }
    // A stream reports values that are not finite at its end, so that the right one has to be read to its end.
    await rights.next()
  } finally {
    await rights.return?.()
  }
}
