import { BadInput } from './bad-input.ts'
import type { StoredTensor } from './stored-tensor.ts'

const FLOATS: Readonly<Record<string, number>> = { f16: 2, bf16: 2, f32: 4, f64: 8 }
const INTEGERS: Readonly<Record<string, number>> = {
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  bool: 1,
}

/** Returns the size in bytes of one element of a supported type; undefined for any other type. */
export function itemSize(dtype: string): number | undefined {
  return Object.hasOwn(FLOATS, dtype)
    ? FLOATS[dtype]
    : Object.hasOwn(INTEGERS, dtype)
      ? INTEGERS[dtype]
      : undefined
}

export function isFloat(dtype: string): boolean {
  return Object.hasOwn(FLOATS, dtype)
}

/** Throws BadInput unless the tensor holds floating-point numbers. */
export function requireFloats({ file, name, dtype }: StoredTensor): void {
  if (isFloat(dtype)) return
  const remedy = 'Save it as float32: x.astype(numpy.float32) in NumPy, x.float() in PyTorch.'
  throw new BadInput(file, name, `is stored as ${dtype}, where f16, bf16, f32 or f64 is needed`, remedy)
}

/**
 * Throws BadInput unless the tensor holds integers; with `floatsToo`, floats and booleans pass, as labels
 * may be stored so.
 */
export function requireIntegers({ file, name, dtype }: StoredTensor, floatsToo = false): void {
  const isInteger = Object.hasOwn(INTEGERS, dtype) && (dtype !== 'bool' || floatsToo)
  if (isInteger || (floatsToo && isFloat(dtype))) return
  const remedy = 'Save it as integers: x.astype(numpy.int64) in NumPy, x.long() in PyTorch.'
  throw new BadInput(file, name, `is stored as ${dtype}, where integers of 8 to 64 bits are needed`, remedy)
}
