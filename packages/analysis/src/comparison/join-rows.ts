import type { RowStream } from '@mitoscope/formats'

type Floats = Float32Array | Float64Array

/**
 * Yields the rows of two matrices with equal numbers of rows side by side, in blocks of at most `maxRows` rows. A block
 * is valid until the next one is requested.
 */
export async function* joinRows(
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
