import { BadInput } from '../bad-input.ts'
import type { Listing } from '../formats/format.ts'
import {
  isKind,
  type PickleArray,
  type PickleDict,
  type PickleOpaque,
  type PickleTensor,
  type PickleValue,
} from '../pickle/pickle-value.ts'
import { openTorchTensor, type TorchFile } from './open-tensor.ts'

/** Lists the tensors of an unpickled file; their storages are found when they are opened. */
export function listTorchTensors(torchFile: TorchFile, content: PickleValue): Listing {
  const { tensors, others } = collectTensors(content, torchFile.file)
  return {
    tensors: tensors.map(({ name: stored, tensor }) => ({
      name: stored,
      open: async (name: string) => openTorchTensor(torchFile, tensor, name),
    })),
    others,
  }
}

type TensorValue = PickleTensor | PickleArray | PickleOpaque

export interface CollectedTensor {
  /** Name in the dict, "outer/inner" in a nested one; undefined if the file is this tensor alone. */
  readonly name: string | undefined
  readonly tensor: TensorValue
}

interface Collected {
  readonly tensors: CollectedTensor[]
  /** Names of the values that are not tensors. */
  readonly others: string[]
}

const DEEPEST = 8

/**
 * Collects the tensors that torch.save was given: one tensor, alone or in a list or tuple, or a dict of
 * tensors by name, which may contain such dicts, as checkpoints contain their state dict. Throws BadInput if
 * there is none.
 */
function collectTensors(value: PickleValue, file: string): Collected {
  if (isTensor(value)) return { tensors: [{ name: undefined, tensor: value }], others: [] }
  if (isKind(value, 'dict')) {
    const collected = { tensors: [], others: [] }
    collectDict(value, '', collected, new Set())
    if (collected.tensors.length > 0) return collected
  }
  if (isKind(value, 'list') || isKind(value, 'tuple')) {
    const [only] = value.items
    if (value.items.length === 1 && isTensor(only))
      return { tensors: [{ name: undefined, tensor: only }], others: [] }
  }
  const remedy = 'Save one tensor, or a dict: torch.save({"features.test": x, "labels.test": y}, path).'
  throw new BadInput(file, undefined, `holds ${describe(value)} where tensors are needed`, remedy)
}

/**
 * Collects the tensors of a dict and of those inside it, each dict once: a pickle may refer to one from many
 * places.
 */
function collectDict(
  { entries }: PickleDict,
  prefix: string,
  into: Collected,
  seen: Set<PickleDict>,
  depth = 1,
): void {
  for (const [key, item] of entries) {
    const name = prefix + (typeof key === 'object' && key !== null ? 'a key that is no text' : String(key))
    if (isTensor(item)) into.tensors.push({ name, tensor: item })
    else if (isKind(item, 'dict') && item.entries.size > 0 && depth < DEEPEST && !seen.has(item)) {
      seen.add(item)
      collectDict(item, `${name}/`, into, seen, depth + 1)
    } else into.others.push(name)
  }
}

function isTensor(value: PickleValue): value is TensorValue {
  return (
    isKind(value, 'tensor') ||
    isKind(value, 'array') ||
    (isKind(value, 'opaque') && /\btensor\b/.test(value.what))
  )
}

function describe(value: PickleValue): string {
  if (value === null) return 'None'
  if (typeof value !== 'object') return `one ${typeof value === 'string' ? 'text' : typeof value}`
  if (value.kind === 'list' || value.kind === 'tuple')
    return `a ${value.kind} of ${value.items.length} values`
  if (value.kind === 'dict') return 'a dict without tensors'
  return `a bare ${value.kind === 'opaque' ? value.what : value.kind}`
}
