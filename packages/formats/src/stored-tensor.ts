import type { Extent } from './extent.ts'

/** A tensor as its container describes it; none of its elements has been read yet. */
export interface StoredTensor {
  readonly file: string
  /** The name it serves under, for example "features.test". */
  readonly name: string
  readonly shape: readonly number[]
  /** One of the types of dtype.ts, or the container's own word for one that is not supported. */
  readonly dtype: string
  readonly bigEndian: boolean
  /** Elements from one neighbour to the next along each axis; never negative. */
  readonly strides: readonly number[]
  /** Elements of the extent before the tensor's first. */
  readonly offset: number
  readonly extent: Extent
  /** The values are these with the other sign: a lazily negated view. */
  readonly negated?: boolean
}

/** Number of elements of a shape, or undefined when it is no shape or beyond exact integers. */
export function countElements(shape: readonly number[]): number | undefined {
  let count = 1
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) return undefined
    count *= length
    if (!Number.isSafeInteger(count)) return undefined
  }
  return count
}

/** Strides of a tensor without gaps: last axis fastest (C), or first axis fastest (Fortran). */
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

/** Elements from the tensor's first to its last, both included: what of the extent it spans. */
export function spanOf({ shape, strides }: StoredTensor): number {
  let last = 0
  for (let axis = 0; axis < shape.length; axis++) last += (shape[axis] - 1) * strides[axis]
  return last + 1
}
