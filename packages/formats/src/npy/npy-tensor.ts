import { damaged } from '../guard-source.ts'
import { printableShape } from '../printable.ts'
import type { Extent } from '../extent.ts'
import { countElements, denseStrides, type StoredTensor } from '../stored-tensor.ts'
import { npyHeaderLength, NPY_PREAMBLE, parseNpyHeader } from './npy-header.ts'

/** Bytes of an .npy array, which is a file of its own or a member of an archive. */
export interface NpyBytes {
  readonly file: string
  readonly size: number
  /** Reads the first `length` bytes, or all of them if there are fewer. */
  readStart(length: number): Promise<Uint8Array>
  /** Returns the extent of all bytes after the first `skip`. */
  after(skip: number): Extent
}

/**
 * Reads the header of an .npy array. Rejects with BadInput if it is damaged or does not match the size of
 * the data.
 */
export async function readNpyTensor(bytes: NpyBytes, name: string): Promise<StoredTensor> {
  const { file, size } = bytes
  const headerLength = npyHeaderLength(await bytes.readStart(NPY_PREAMBLE), file, name)
  if (headerLength > size) throw damaged(file, 'ends inside its header', name)
  const header = parseNpyHeader(await bytes.readStart(headerLength), file, name)
  const { shape, itemSize, dtype, bigEndian, fortran } = header
  const count = countElements(shape)
  if (count === undefined) throw damaged(file, `has the impossible shape ${printableShape(shape)}`, name)
  const extent = bytes.after(headerLength)
  // A type without a size is rejected later, where the tensor is needed.
  if (itemSize !== undefined && count * itemSize !== extent.size) {
    const needed = `shape ${printableShape(shape)} of ${dtype} needs ${count * itemSize} bytes`
    throw damaged(file, `holds ${extent.size} bytes of values where ${needed}`, name)
  }
  const strides = denseStrides(shape, fortran)
  return { file, name, shape, dtype, bigEndian, strides, offset: 0, extent }
}
