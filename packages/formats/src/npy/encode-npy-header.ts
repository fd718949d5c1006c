/** Layout in which the elements of an array are written. */
export interface NpyLayout {
  /** Element type, one of those of dtype.ts except bf16, for which NumPy has no name. */
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
