import { isKind, type PickleTensor, type PickleValue } from './pickle-value.ts'

/**
 * Creates a tensor from the arguments of PyTorch's _rebuild_tensor functions: storage, offset, sizes,
 * strides; from `v2` on also gradient flag and hooks; in `v3` also the element type; last, for a lazy view,
 * a dict of the bits that say which view it is. `fewest` is the number of arguments without that dict.
 * Returns undefined for any others.
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
  const views = listViews(args[fewest])
  if (dtype === undefined || !views) return undefined
  return { kind: 'tensor', storage, dtype, offset, shape, strides: steps, views }
}

/** Returns a parameter's tensor; gradient flag, hooks and attributes carry no values. */
export function rebuildParameter([data]: readonly PickleValue[]): PickleTensor | undefined {
  return isKind(data, 'tensor') ? data : undefined
}

/**
 * Creates a tensor with attributes, or of a class of PyTorch's own, from the function that makes the tensor
 * and its arguments; undefined for any others.
 */
export function rebuildFromType([make, type, args]: readonly PickleValue[]): PickleValue | undefined {
  const isKnown = isKind(make, 'global') && make.name.startsWith('torch._utils.') && isKind(type, 'global')
  return isKnown && isKind(args, 'tuple') ? make.call?.(args.items) : undefined
}

function listViews(metadata: PickleValue | undefined): string[] | undefined {
  if (metadata === undefined || metadata === null) return []
  if (!isKind(metadata, 'dict') || metadata.entries.size > MOST_VIEWS) return undefined
  const views: string[] = []
  for (const [key, value] of metadata.entries) if (value !== false && value !== null) views.push(String(key))
  return views
}

const MOST_VIEWS = 16
// PyTorch has no tensors of more than 64 axes.
const MOST_AXES = 64

export function toSizes(value: PickleValue): number[] | undefined {
  if (!isKind(value, 'tuple') && !isKind(value, 'list')) return undefined
  return value.items.length <= MOST_AXES && value.items.every(isSize)
    ? (value.items.slice() as number[])
    : undefined
}

function isSize(value: PickleValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
