/** Tensor that one of the writers of this folder writes into a file. */
export interface TestTensor {
  readonly shape: readonly number[]
  /** Values in row-major order, whichever order they are written in. */
  readonly values: ArrayLike<number>
  /** Element type: f16, bf16, f32 (default), f64, or an integer type such as i64. */
  readonly dtype?: string
  /** True to write in column-major order; in PyTorch files, as a transposed view. */
  readonly fortran?: boolean
  /** True to write big-endian; for .npy only, as PyTorch files have one byte order for all tensors. */
  readonly bigEndian?: boolean
}

type Put = (view: DataView, at: number, value: number, little: boolean) => void

const WRITERS: Readonly<Record<string, readonly [number, Put]>> = {
  f16: [2, (view, at, value, little) => view.setUint16(at, encodeHalf(value), little)],
  bf16: [2, (view, at, value, little) => view.setUint16(at, encodeBrain(value), little)],
  f32: [4, (view, at, value, little) => view.setFloat32(at, value, little)],
  f64: [8, (view, at, value, little) => view.setFloat64(at, value, little)],
  bool: [1, (view, at, value) => view.setUint8(at, value)],
  u8: [1, (view, at, value) => view.setUint8(at, value)],
  i8: [1, (view, at, value) => view.setInt8(at, value)],
  u16: [2, (view, at, value, little) => view.setUint16(at, value, little)],
  i16: [2, (view, at, value, little) => view.setInt16(at, value, little)],
  u32: [4, (view, at, value, little) => view.setUint32(at, value, little)],
  i32: [4, (view, at, value, little) => view.setInt32(at, value, little)],
  u64: [8, (view, at, value, little) => view.setBigUint64(at, BigInt(value), little)],
  i64: [8, (view, at, value, little) => view.setBigInt64(at, BigInt(value), little)],
}

/** Encodes the tensor's elements as bytes, in the order and byte order that it asks for. */
export function encodeTensor(tensor: TestTensor, bigEndian = tensor.bigEndian ?? false): Uint8Array {
  const { shape, values, dtype = 'f32', fortran = false } = tensor
  const [size, put] = WRITERS[dtype]
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  const [rows, columns = 1] = shape
  for (let i = 0; i < values.length; i++) {
    const from = fortran && shape.length === 2 ? (i % rows) * columns + Math.floor(i / rows) : i
    put(view, i * size, values[from], !bigEndian)
  }
  return bytes
}

/**
 * Returns the half-precision bits of a value that half precision represents exactly, NaN and infinities
 * included.
 */
function encodeHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const size = Math.abs(value)
  if (size === Infinity) return sign | 0x7c00
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24)
  const exponent = Math.floor(Math.log2(size))
  return sign | ((exponent + 15) << 10) | Math.round((size / 2 ** exponent - 1) * 1024)
}

function encodeBrain(value: number): number {
  return new Uint32Array(new Float32Array([value]).buffer)[0] >>> 16
}
