import { encodeTensor, type TestTensor } from './test-tensor.ts'

const TYPES: Readonly<Record<string, string>> = { f16: 'f2', f32: 'f4', f64: 'f8', bool: 'b1' }

/** An .npy file as numpy.save writes it. */
export function writeNpy(tensor: TestTensor): Buffer {
  const { dtype = 'f32', shape, fortran = false, bigEndian = false } = tensor
  const type = TYPES[dtype] ?? `${dtype[0]}${Number(dtype.slice(1)) / 8}`
  const order = type.endsWith('1') ? '|' : bigEndian ? '>' : '<'
  const dimensions = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
  const fields = `{'descr': '${order}${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${dimensions}, }`
  return Buffer.concat([npyHeader(fields), encodeTensor(tensor)])
}

/** Preamble and header with any text as the dict, padded as NumPy does. */
export function npyHeader(fields: string, version = 1): Buffer {
  const preamble = version === 1 ? 10 : 12
  const text = fields.padEnd(Math.ceil((preamble + fields.length + 1) / 64) * 64 - preamble - 1) + '\n'
  const header = Buffer.alloc(preamble)
  header.write('\x93NUMPY', 'latin1')
  header[6] = version
  if (version === 1) header.writeUInt16LE(text.length, 8)
  else header.writeUInt32LE(text.length, 8)
  return Buffer.concat([header, Buffer.from(text, 'latin1')])
}
