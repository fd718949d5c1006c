import { BadInput } from './bad-input.ts'
import type { Extent } from './extent.ts'

/** Tensor as its container describes it; none of its elements has been read yet. */
export interface StoredTensor {
  readonly file: string
  /** Name under which the tensor is used, for example "features.test". */
  readonly name: string
  readonly shape: readonly number[]
  /** Element type, one of those that itemSize knows, or the container's own name of a type that is not supported. */
  readonly dtype: string
  readonly bigEndian: boolean
  /** Distance in elements between neighbours along each axis; never negative. */
  readonly strides: readonly number[]
  /** Number of elements of the extent before the tensor's first. */
  readonly offset: number
  readonly extent: Extent
  /** True if the values have the opposite sign of the stored ones: a lazily negated view. */
  readonly negated?: boolean
}

/** Counts the elements of a shape; undefined if it is not a shape or the count is not an exact integer. */
export function countElements(shape: readonly number[]): number | undefined {
  let count = 1
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) return undefined
    count *= length
    if (!Number.isSafeInteger(count)) return undefined
  }
  return count
}

/** Computes the strides of a tensor without gaps: last axis fastest (C), or first axis fastest (Fortran). */
export function denseStrides(shape: readonly number[], fortran = false): number[] {
  const strides = shape.slice()
  let step = 1
  for (let i = 0; i < shape.length; i++) {
    const axis = fortran ? i : shape.length - 1 - i
    strides[axis] = step
    step *= shape[axis]
  }
  return strides
}

/** Counts the elements of the extent from the tensor's first to its last, both included. */
export function spanOf({ shape, strides }: StoredTensor): number {
  let last = 0
  for (let axis = 0; axis < shape.length; axis++) last += (shape[axis] - 1) * strides[axis]
  return last + 1
}

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
