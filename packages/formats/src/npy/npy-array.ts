import { BadInput, printableShape } from '../bad-input.ts'
import { damaged } from '../byte-source.ts'
import type { Extent } from '../extent.ts'
import { countElements, denseStrides, type StoredTensor } from '../stored-tensor.ts'
import { type NumpyType, parseNumpyType } from './numpy-type.ts'
import { parsePythonDict } from './parse-python-dict.ts'

/** Header of an .npy array. */
export interface NpyHeader extends NumpyType {
  readonly fortran: boolean
  readonly shape: readonly number[]
  /** Number of bytes before the first element. */
  readonly length: number
}

/** Number of bytes from which the length of the header is known. */
const NPY_PREAMBLE = 12
const MOST_HEADER = 1 << 20

/**
 * Returns the total length in bytes of preamble and header, from the first NPY_PREAMBLE bytes of an array.
 * Throws BadInput if they are damaged.
 */
function npyHeaderLength(start: Uint8Array, file: string, tensor: string): number {
  const isNpy =
    start.length >= NPY_PREAMBLE && Buffer.from(start.subarray(0, 6)).toString('latin1') === '\x93NUMPY'
  if (!isNpy) throw damaged(file, 'does not begin as a NumPy array does', tensor)
  const view = new DataView(start.buffer, start.byteOffset, start.length)
  const version = start[6]
  if (version < 1 || version > 3) {
    const remedy = 'Save it again with a current numpy.save.'
    throw new BadInput(file, tensor, `has version ${version} of the .npy format; 1 to 3 are read`, remedy)
  }
  const length = version === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true)
  if (length > MOST_HEADER) throw damaged(file, `has a header of ${length} bytes, more than 1 MB`, tensor)
  return length
}

/**
 * Parses preamble and header together; `bytes` must have exactly the length that npyHeaderLength returns.
 */
function parseNpyHeader(bytes: Uint8Array, file: string, tensor: string): NpyHeader {
  const text = Buffer.from(bytes.subarray(bytes[6] === 1 ? 10 : 12)).toString('latin1')
  const fields = parsePythonDict(text)
  const { descr, fortran_order: fortran, shape } = fields ?? {}
  const isHeader =
    typeof fortran === 'boolean' && Array.isArray(shape) && shape.every((n) => typeof n === 'number')
  if (descr === undefined || !isHeader)
    throw damaged(file, 'has a header that is no NumPy array header', tensor)
  return { ...parseNumpyType(descr), fortran, shape: shape as number[], length: bytes.length }
}

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

/** Layout in which the elements of an array are written. */
export interface NpyLayout {
  /** Element type, one of those that itemSize knows except bf16, for which NumPy has no name. */
  readonly dtype: string
  readonly shape: readonly number[]
  /** True if the first axis is the fastest. */
  readonly fortran?: boolean
  readonly bigEndian?: boolean
}

const CODES: Readonly<Record<string, string>> = { f16: 'f2', f32: 'f4', f64: 'f8', bool: 'b1' }
/** Alignment in bytes of the first value in the file. */
const ALIGNMENT = 64

/** Encodes the beginning of an .npy file, as numpy.save writes it; the elements follow without a gap. */
export function encodeNpyHeader({ dtype, shape, fortran = false, bigEndian = false }: NpyLayout): Buffer {
  const code = CODES[dtype] ?? `${dtype[0]}${Number(dtype.slice(1)) / 8}`
  const order = code.endsWith('1') ? '|' : bigEndian ? '>' : '<'
  // A tuple of one keeps its comma.
  const sides = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
  const fields = `{'descr': '${order}${code}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${sides}, }`
  return joinNpyHeader(fields)
}

/**
 * Encodes preamble and header around a dict's text; in version 1 of the format if the text is short enough
 * for it.
 */
export function joinNpyHeader(fields: string, version = fields.length + ALIGNMENT > 0xffff ? 2 : 1): Buffer {
  const preamble = version === 1 ? 10 : 12
  const end = Math.ceil((preamble + fields.length + 1) / ALIGNMENT) * ALIGNMENT
  const text = `${fields.padEnd(end - preamble - 1)}\n`
  const start = Buffer.alloc(preamble)
  start.write('\x93NUMPY', 'latin1')
  start[6] = version
  if (version === 1) start.writeUInt16LE(text.length, 8)
  else start.writeUInt32LE(text.length, 8)
  return Buffer.concat([start, Buffer.from(text, 'latin1')])
}
