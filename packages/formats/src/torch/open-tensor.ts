import { BadInput, printable, printableShape } from '../bad-input.ts'
import { damaged } from '../byte-source.ts'
import { type Extent, memoryExtent } from '../extent.ts'
import { parseNumpyType } from '../npy/numpy-type.ts'
import type { PickleArray, PickleBytes, PickleOpaque, PickleTensor } from '../pickle/pickle-value.ts'
import { countElements, denseStrides, itemSize, spanOf, type StoredTensor } from '../stored-tensor.ts'

/** File of torch.save without its pickle. */
export interface TorchFile {
  readonly file: string
  readonly bigEndian: boolean
  /** Finds the bytes of a storage by its key; undefined if the file lacks it. */
  storage(key: string): Extent | undefined
}

/**
 * Finds a tensor's bytes in its archive. Throws BadInput if the storage is missing or too small for it, or
 * if the tensor is of a kind that is not read.
 */
export function openTorchTensor(
  torchFile: TorchFile,
  tensor: PickleTensor | PickleArray | PickleOpaque,
  name: string,
): StoredTensor {
  const { file, bigEndian } = torchFile
  if (tensor.kind === 'array') return openPickledArray(tensor, file, name)
  if (tensor.kind === 'opaque') {
    const remedy = 'Save a plain tensor in its place: x.to_dense() or x.dequantize(), then x.detach().cpu().'
    throw new BadInput(file, name, `is a ${tensor.what}`, remedy)
  }
  const { storage, dtype, shape, strides, offset } = tensor
  const extent = torchFile.storage(storage.key)
  if (!extent) throw damaged(file, `lacks its storage data/${storage.key}`, name)
  const stored: StoredTensor = {
    file,
    name,
    shape,
    dtype,
    bigEndian,
    strides,
    offset,
    extent,
    ...(tensor.views.includes('neg') && { negated: true }),
  }
  rejectViews(tensor, stored)
  const size = itemSize(dtype)
  const count = countElements(shape)
  if (count === undefined) throw damaged(file, `has the impossible shape ${printableShape(shape)}`, name)
  // A type that is not supported is rejected where the tensor is needed; an empty tensor needs no bytes.
  if (size === undefined || count === 0) return stored
  const bytes = storage.count * (storage.dtype === 'bytes' ? 1 : size)
  if (bytes !== extent.size)
    throw damaged(file, `has ${extent.size} bytes in a storage that should have ${bytes}`, name)
  const available = Math.floor(extent.size / size)
  const last = offset + spanOf(stored)
  if (!(last <= available)) throw damaged(file, `reaches element ${last} of a storage of ${available}`, name)
  if (count > available) {
    const problem = `is an expanded view: ${count} elements on a storage of ${available}`
    throw new BadInput(file, name, problem, 'Save x.contiguous() in its place.')
  }
  return stored
}

/**
 * Throws BadInput for lazy views, except negated ones of signed numbers, which are read; complex numbers are
 * rejected by their type.
 */
function rejectViews({ views, dtype }: PickleTensor, { file, name }: StoredTensor): void {
  if (dtype.startsWith('complex')) return
  const unread = views.filter((view) => view !== 'neg' || !/^(bf|f|i)\d+$/.test(dtype))
  if (unread.length === 0) return
  const problem = `is a lazy view of ${dtype} values (${unread.map(printable).join(', ')})`
  throw new BadInput(file, name, problem, 'Save x.resolve_neg().resolve_conj() in its place.')
}

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
