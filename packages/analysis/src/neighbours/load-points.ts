import { drawPermutations } from '../draws/chunks.ts'
import { BLOCK_BYTES, type Context } from '../computations/context.ts'

/** Points that distances are measured between: rows of a layer or of one of its chunks, in memory. */
export interface Points {
  readonly rows: number
  readonly width: number
  /** Values [rows, width], row-major, in their stored precision. */
  readonly values: Float32Array | Float64Array
}

/**
 * Loads at most `most` test rows of the context's layer, once per context. The selected rows depend on their number
 * alone, so that layers, widths and checkpoints are judged by the same inputs.
 */
export function loadPoints(context: Context, most: number): Promise<Points> {
  const { features } = context.representation.test
  const count = Math.min(most, features.rows)
  return context.once(`points ${count}`, async () => {
    const { width, rows } = features
    const picked = pickRows(rows, count)
    const values = new (features.dtype === 'f64' ? Float64Array : Float32Array)(count * width)
    let first = 0
    let next = 0
    for await (const block of features.blocks(Math.max(1, Math.floor(BLOCK_BYTES / (4 * width))))) {
      context.signal?.throwIfAborted()
      const end = first + block.length / width
      for (; next < count && picked[next] < end; next++) {
        const from = (picked[next] - first) * width
        values.set(block.subarray(from, from + width), next * width)
      }
      context.report('Reading points', end / rows)
      first = end
    }
    return { rows: count, width, values }
  })
}

/** Returns `count` of `rows` row numbers, ascending: a uniform random subset that is always the same. */
function pickRows(rows: number, count: number): Int32Array {
  if (count >= rows) return Int32Array.from({ length: rows }, (_, row) => row)
  return drawPermutations({ seed: 0, draws: 1, width: rows }).slice(0, count).sort()
}

/** Returns the points with the values of these neurons only. */
export function pointsOfChunk(points: Points, neurons: Int32Array): Points {
  const { rows, values } = points
  const chunk = new (values instanceof Float64Array ? Float64Array : Float32Array)(rows * neurons.length)
  let to = 0
  for (let row = 0; row < rows; row++) {
    const from = row * points.width
    for (let k = 0; k < neurons.length; k++) chunk[to++] = values[from + neurons[k]]
  }
  return { rows, width: neurons.length, values: chunk }
}
