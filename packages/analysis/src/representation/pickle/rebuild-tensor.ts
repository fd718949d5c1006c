import { isKind, type PickleTensor, type PickleValue } from './pickle-value.ts'

/**
 * A tensor from the arguments PyTorch calls its _rebuild_tensor functions with: storage, offset, sizes, strides, and from
 * `v2` on gradient flag and hooks, in `v3` the element type too. Undefined when they are anything else.
 */
export function rebuildTensor(args: readonly PickleValue[], fewest: number): PickleTensor | undefined {
  const [storage, offset, sizes, strides] = args
  if (args.length < fewest || args.length > fewest + 1) return undefined
  const shape = toSizes(sizes)
  const steps = toSizes(strides)
  if (!isKind(storage, 'storage') || !isSize(offset) || !shape || steps?.length !== shape.length)
    return undefined
  const type = fewest === 7 ? args[6] : undefined
  if (type !== undefined && !isKind(type, 'global')) return undefined
  const dtype = type === undefined ? storage.dtype : type.dtype
  return dtype === undefined ? undefined : { kind: 'tensor', storage, dtype, offset, shape, strides: steps }
}

/** A parameter is its tensor; gradient flag and hooks carry no values. */
export function rebuildParameter([data]: readonly PickleValue[]): PickleTensor | undefined {
  return isKind(data, 'tensor') ? data : undefined
}

// PyTorch has no tensors of more than 64 axes.
const MOST_AXES = 64

function toSizes(value: PickleValue): number[] | undefined {
  if (!isKind(value, 'tuple') && !isKind(value, 'list')) return undefined
  return value.items.length <= MOST_AXES && value.items.every(isSize)
    ? (value.items.slice() as number[])
    : undefined
}

function isSize(value: PickleValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
