import { BadInput } from '../bad-input.ts'
import { createFloatDecoder, type Floats } from '../decode/decode-floats.ts'
import { loadExtent } from '../decode/load-values.ts'
import { itemSize, spanOf, type StoredTensor } from '../stored-tensor.ts'
import { copyRegion, itemsOf } from './copy-region.ts'
import { fillByColumns, fillByRows, type Fill } from './fill-panel.ts'

/**
 * Maximum size in bytes of a panel of rows, before and after decoding together. The reads that fill it
 * (fill-panel.ts) take memory besides.
 */
const PANEL = 40 << 20
/**
 * Maximum size in bytes of a tensor that is loaded whole: WHOLE for a stored one, WHOLE_DEFLATED for one
 * that has to be decompressed.
 */
const WHOLE = 24 << 20
const WHOLE_DEFLATED = 256 << 20

/**
 * Yields the rows of a matrix in any other layout (Fortran order, transposed and sliced views), in pieces.
 * The working set stays under 64 MB, or 300 MB for compressed data; a tensor that needs more rejects with
 * BadInput.
 */
export async function* readStridedRows(tensor: StoredTensor): AsyncGenerator<Floats> {
  const [rows, width] = tensor.shape
  const size = itemSize(tensor.dtype) ?? 1
  const decode = createFloatDecoder(tensor.dtype, tensor.bigEndian)
  const fill = await chooseFill(tensor, size)
  // Decoding f16 and bf16 makes four bytes beside the two.
  const panelRows = Math.min(rows, Math.max(1, Math.floor(PANEL / (width * (size === 2 ? 6 : size)))))
  const panel = new Uint8Array(panelRows * width * size)
  for (let row = 0; row < rows; row += panelRows) {
    const count = Math.min(panelRows, rows - row)
    const part = panel.subarray(0, count * width * size)
    await fill(itemsOf(part, size), row, count)
    yield decode(part)
  }
}

async function chooseFill(tensor: StoredTensor, size: number): Promise<Fill> {
  const { file, name, extent, strides, shape, offset } = tensor
  const span = spanOf(tensor) * size
  if (extent.seekable ? span <= WHOLE : extent.size <= WHOLE_DEFLATED) {
    const bytes = extent.seekable ? await extent.read(offset * size, span) : await loadExtent(extent)
    const start = extent.seekable ? 0 : offset
    const source = itemsOf(bytes, size)
    const [rowStep, columnStep] = strides
    const width = shape[1]
    return async (target, row, rows) =>
      copyRegion(
        source,
        { start: start + row * rowStep, rowStep, columnStep, rows, columns: width },
        target,
        0,
        width,
      )
  }
  if (!extent.seekable) {
    const problem = `is compressed and not in row-major order, ${extent.size} bytes that would have to be held at once`
    throw new BadInput(
      file,
      name,
      problem,
      'Save numpy.ascontiguousarray(x), or do not compress (numpy.savez).',
    )
  }
  const fill = strides[0] >= strides[1] ? fillByRows(tensor, size) : fillByColumns(tensor, size)
  if (fill) return fill
  const problem = `is a view too sparse to read (strides ${strides[0]} and ${strides[1]})`
  throw new BadInput(file, name, problem, 'Save x.contiguous() in its place.')
}
