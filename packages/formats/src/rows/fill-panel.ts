import { spanOf, type StoredTensor } from '../stored-tensor.ts'
import { copyRegion, itemsOf, type Items } from './copy-region.ts'

/** Function that fills a panel, row-major, with `rows` rows of the tensor from `row` on. */
export type Fill = (panel: Items, row: number, rows: number) => Promise<void>

/** Maximum number of bytes that are being read or copied at a time. */
const IN_FLIGHT = 16 << 20
const MOST_COLUMNS = 64
const MOST_ROW_STEP = 1024

/**
 * Creates a Fill that reads stretches of rows, for rows that are compact but may be apart from each other.
 * Returns undefined if one row spans too many bytes.
 */
export function fillByRows(tensor: StoredTensor, size: number): Fill | undefined {
  const { extent, offset, shape, strides } = tensor
  const [rowStep, columnStep] = strides
  const width = shape[1]
  const rowSpan = spanOf({ ...tensor, shape: [1, width] })
  if (rowSpan * size > IN_FLIGHT) return undefined
  const stretch = Math.max(1, Math.floor(IN_FLIGHT / size / Math.max(1, rowStep)) - 1)
  return async (panel, row, rows) => {
    for (let done = 0; done < rows; done += stretch) {
      const count = Math.min(stretch, rows - done)
      const span = (count - 1) * rowStep + rowSpan
      const bytes = await extent.read((offset + (row + done) * rowStep) * size, span * size)
      const region = { start: 0, rowStep, columnStep, rows: count, columns: width }
      copyRegion(itemsOf(bytes, size), region, panel, done * width, width)
    }
  }
}

/**
 * Creates a Fill that reads the same rows of several columns at once, for columns that are stored one after
 * the other; it reads the next columns while it copies these. Returns undefined if the rows of a column are
 * so far apart that nearly all bytes would be read in vain.
 */
export function fillByColumns(tensor: StoredTensor, size: number): Fill | undefined {
  const { extent, offset, shape, strides } = tensor
  const [rowStep, columnStep] = strides
  const width = shape[1]
  if (rowStep > MOST_ROW_STEP) return undefined
  const stretch = Math.max(1, Math.floor(IN_FLIGHT / 4 / size / Math.max(1, rowStep)))
  return async (panel, row, rows) => {
    for (let done = 0; done < rows; done += stretch) {
      const count = Math.min(stretch, rows - done)
      const first = offset + (row + done) * rowStep
      const span = ((count - 1) * rowStep + 1) * size
      const read = (column: number) => extent.read((first + column * columnStep) * size, span)
      const batch = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(IN_FLIGHT / 2 / span)))
      for await (const { column, pieces } of readColumns(read, width, batch)) {
        const columns = pieces.map((bytes) => itemsOf(bytes, size))
        copyColumns(columns, { rowStep, rows: count }, panel, done * width + column, width)
      }
    }
  }
}

async function* readColumns(
  read: (column: number) => Promise<Uint8Array>,
  width: number,
  batch: number,
): AsyncGenerator<{ column: number; pieces: Uint8Array[] }> {
  const start = (from: number) => {
    const pieces = Promise.all(
      Array.from({ length: Math.min(batch, width - from) }, (_, i) => read(from + i)),
    )
    // If an earlier batch fails, nobody awaits this one.
    pieces.catch(() => {})
    return pieces
  }
  let next = start(0)
  for (let column = 0; column < width; column += batch) {
    const pieces = await next
    if (column + batch < width) next = start(column + batch)
    yield { column, pieces }
  }
}

/**
 * Copies columns to `panel` from item `at` on, a run of rows at a time, so that the run stays in the cache.
 */
function copyColumns(
  columns: readonly Items[],
  { rowStep, rows }: { rowStep: number; rows: number },
  panel: Items,
  at: number,
  width: number,
): void {
  const run = 512
  for (let row = 0; row < rows; row += run) {
    const count = Math.min(run, rows - row)
    columns.forEach((column, i) => {
      const region = { start: row * rowStep, rowStep, columnStep: 0, rows: count, columns: 1 }
      copyRegion(column, region, panel, at + row * width + i, width)
    })
  }
}
