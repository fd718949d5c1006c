/**
 * Whole numbers as an array of int64 that NumPy reads (format version 1.0, little endian, row by row).
 * `shape` multiplies to their number.
 */
export function writeNpy(values: readonly number[], shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const form = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const text = `{'descr': '<i8', 'fortran_order': False, 'shape': ${form}, }`
  const start = 10
  // The data begin at a multiple of 64 bytes, after a line break.
  const headerBytes = Math.ceil((start + text.length + 1) / 64) * 64 - start
  const bytes = new Uint8Array(start + headerBytes + 8 * values.length)
  const view = new DataView(bytes.buffer)
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0])
  view.setUint16(8, headerBytes, true)
  bytes.set(new TextEncoder().encode(`${text.padEnd(headerBytes - 1)}\n`), start)
  values.forEach((value, i) => view.setBigInt64(start + headerBytes + 8 * i, BigInt(value), true))
  return bytes
}
