import { BadInput } from '../bad-input.ts'
import { isKind, type PickleTensor, type PickleValue } from '../pickle/pickle-value.ts'

export interface NamedTensor {
  /** Undefined when the file is this tensor alone. */
  readonly name: string | undefined
  readonly tensor: PickleTensor
}

/** The tensors of what torch.save was given: one tensor, alone or in a list or tuple, or a dict of them by name. */
export function collectTensors(
  value: PickleValue,
  file: string,
): { tensors: NamedTensor[]; others: string[] } {
  if (isKind(value, 'tensor')) return { tensors: [{ name: undefined, tensor: value }], others: [] }
  if (isKind(value, 'dict')) {
    const tensors: NamedTensor[] = []
    const others: string[] = []
    for (const [key, item] of value.entries) {
      const name =
        typeof key === 'string' ? key : String(typeof key === 'object' ? 'a key that is no text' : key)
      if (isKind(item, 'tensor')) tensors.push({ name, tensor: item })
      else others.push(name)
    }
    if (tensors.length > 0) return { tensors, others }
  }
  if (isKind(value, 'list') || isKind(value, 'tuple')) {
    const [only] = value.items
    if (value.items.length === 1 && isKind(only, 'tensor'))
      return { tensors: [{ name: undefined, tensor: only }], others: [] }
  }
  const remedy = 'Save one tensor, or a dict: torch.save({"features.test": x, "labels.test": y}, path).'
  throw new BadInput(file, undefined, `holds ${describe(value)} where tensors are needed`, remedy)
}

function describe(value: PickleValue): string {
  if (value === null) return 'None'
  if (typeof value !== 'object') return `one ${typeof value === 'string' ? 'text' : typeof value}`
  if (value.kind === 'list' || value.kind === 'tuple')
    return `a ${value.kind} of ${value.items.length} values`
  return value.kind === 'dict' ? 'a dict without tensors' : `a bare ${value.kind}`
}
