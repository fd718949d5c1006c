import { BadInput } from '../bad-input.ts'
import { countElements, isFloat, itemSize, spanOf, type StoredTensor } from '../stored-tensor.ts'
import type { Extent } from '../extent.ts'
import { createFloatDecoder } from './decode-floats.ts'

const MOST_BYTES = 1 << 30
const MOST_ELEMENTS = 1 << 27

/**
 * Loads all elements of a small tensor (labels, readout, permutations) in row-major order. 64-bit integers
 * beyond 2^53 are rounded. Rejects with BadInput if the tensor is damaged, or larger than any such tensor
 * is.
 */
export async function loadValues(tensor: StoredTensor): Promise<Float64Array> {
  const { file, name, shape, dtype, offset, extent } = tensor
  const count = countElements(shape) ?? Infinity
  const size = itemSize(dtype) ?? 1
  const span = count === 0 ? 0 : spanOf(tensor)
  const bytes = extent.seekable ? span * size : extent.size
  if (count > MOST_ELEMENTS || bytes > MOST_BYTES) {
    const remedy = 'Save only what is needed, in row-major order.'
    throw new BadInput(
      file,
      name,
      `has ${count} elements in ${bytes} bytes, too many to load at once`,
      remedy,
    )
  }
  if (extent.seekable) return gather(await extent.read(offset * size, span * size), tensor, 0)
  return gather(await loadExtent(extent), tensor, offset)
}

/** Loads all bytes of an extent in one piece. */
export async function loadExtent(extent: Extent): Promise<Uint8Array> {
  if (extent.seekable) return extent.read(0, extent.size)
  const bytes = new Uint8Array(extent.size)
  let filled = 0
  for await (const piece of extent.stream()) {
    bytes.set(piece, filled)
    filled += piece.length
  }
  return bytes
}

function gather(
  bytes: Uint8Array,
  { shape, strides, dtype, bigEndian, negated = false }: StoredTensor,
  start: number,
): Float64Array {
  const decode = createReader(bytes, dtype, !bigEndian)
  const [rows, columns] = shape.length === 1 ? [shape[0], 1] : shape
  const [rowStep, columnStep = 0] = strides
  const values = new Float64Array(rows * columns)
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      values[i++] = decode(start + row * rowStep + column * columnStep)
  }
  if (negated) for (let i = 0; i < values.length; i++) values[i] = 0 - values[i]
  return values
}

/** Creates a function that reads one element by its index. */
function createReader(bytes: Uint8Array, dtype: string, little: boolean): (index: number) => number {
  if (isFloat(dtype)) {
    const floats = createFloatDecoder(dtype, !little)(bytes)
    return (i) => floats[i]
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const readers: Record<string, (i: number) => number> = {
    bool: (i) => Number(view.getUint8(i) !== 0),
    u8: (i) => view.getUint8(i),
    i8: (i) => view.getInt8(i),
    u16: (i) => view.getUint16(2 * i, little),
    i16: (i) => view.getInt16(2 * i, little),
    u32: (i) => view.getUint32(4 * i, little),
    i32: (i) => view.getInt32(4 * i, little),
    u64: (i) => Number(view.getBigUint64(8 * i, little)),
    i64: (i) => Number(view.getBigInt64(8 * i, little)),
  }
  return readers[dtype]
}
