import type { Extent } from './extent.ts'

/** Tensor as its container describes it; none of its elements has been read yet. */
export interface StoredTensor {
  readonly file: string
  /** Name under which the tensor is used, for example "features.test". */
  readonly name: string
  readonly shape: readonly number[]
  /** Element type, one of those of dtype.ts, or the container's own name of a type that is not supported. */
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
