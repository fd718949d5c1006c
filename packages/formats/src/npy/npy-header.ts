import { BadInput } from '../bad-input.ts'
import { damaged } from '../guard-source.ts'
import { parseNumpyType, type NumpyType } from './numpy-type.ts'
import { parsePythonDict } from './parse-python-dict.ts'

/** Header of an .npy array. */
export interface NpyHeader extends NumpyType {
  readonly fortran: boolean
  readonly shape: readonly number[]
  /** Number of bytes before the first element. */
  readonly length: number
}

/** Number of bytes from which the length of the header is known. */
export const NPY_PREAMBLE = 12
const MOST_HEADER = 1 << 20

/**
 * Returns the total length in bytes of preamble and header, from the first NPY_PREAMBLE bytes of an array.
 * Throws BadInput if they are damaged.
 */
export function npyHeaderLength(start: Uint8Array, file: string, tensor: string): number {
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
export function parseNpyHeader(bytes: Uint8Array, file: string, tensor: string): NpyHeader {
  const text = Buffer.from(bytes.subarray(bytes[6] === 1 ? 10 : 12)).toString('latin1')
  const fields = parsePythonDict(text)
  const { descr, fortran_order: fortran, shape } = fields ?? {}
  const isHeader =
    typeof fortran === 'boolean' && Array.isArray(shape) && shape.every((n) => typeof n === 'number')
  if (descr === undefined || !isHeader)
    throw damaged(file, 'has a header that is no NumPy array header', tensor)
  return { ...parseNumpyType(descr), fortran, shape: shape as number[], length: bytes.length }
}
