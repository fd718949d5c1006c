import { BadInput } from '../bad-input.ts'
import { memoryExtent } from '../extent.ts'
import { damaged } from '../guard-source.ts'
import { parseNumpyType } from '../npy/numpy-type.ts'
import type { PickleArray, PickleBytes } from '../pickle/pickle-value.ts'
import { printableShape } from '../printable.ts'
import { countElements, denseStrides, type StoredTensor } from '../stored-tensor.ts'

/** Returns the bytes of a pickled value, whichever way its protocol wrote them. */
export function pickledBytes({ content }: PickleBytes): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'latin1') : content
}

/**
 * Describes a NumPy array inside a pickle. Throws BadInput for Python objects, and if its bytes do not fit
 * its shape.
 */
export function openPickledArray({ content }: PickleArray, file: string, name: string): StoredTensor {
  if (!content) {
    const remedy = 'Save torch.from_numpy(x) of an array of numbers.'
    throw new BadInput(file, name, 'is a NumPy array of Python objects', remedy)
  }
  const { shape, descr, fortran } = content
  const { dtype, bigEndian, itemSize } = parseNumpyType(descr)
  const bytes = pickledBytes(content.bytes)
  const count = countElements(shape)
  if (count === undefined) throw damaged(file, `has the impossible shape ${printableShape(shape)}`, name)
  if (itemSize !== undefined && count * itemSize !== bytes.length) {
    const needed = `shape ${printableShape(shape)} of ${dtype} needs ${count * itemSize} bytes`
    throw damaged(file, `holds ${bytes.length} bytes of values where ${needed}`, name)
  }
  const strides = denseStrides(shape, fortran)
  return { file, name, shape, dtype, bigEndian, strides, offset: 0, extent: memoryExtent(bytes) }
}
