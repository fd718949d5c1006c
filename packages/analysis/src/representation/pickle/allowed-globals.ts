import type { PickleDict, PickleGlobal, PickleValue } from './pickle-value.ts'
import { isKind } from './pickle-value.ts'
import { rebuildParameter, rebuildTensor } from './rebuild-tensor.ts'

/** Everything a pickle may name. Each has only the meaning given here; none reaches anything outside this folder. */
export const ALLOWED_GLOBALS: ReadonlyMap<string, PickleGlobal> = new Map(
  [
    ...callables(),
    ...storages(),
    ...dtypes(),
    { kind: 'global', name: 'torch.storage.UntypedStorage', dtype: 'bytes' } as const,
  ].map((global) => [global.name, global]),
)

function callables(): PickleGlobal[] {
  const calls: Record<string, PickleGlobal['call']> = {
    'torch._utils._rebuild_tensor': (args) => rebuildTensor(args, 4),
    'torch._utils._rebuild_tensor_v2': (args) => rebuildTensor(args, 6),
    'torch._utils._rebuild_tensor_v3': (args) => rebuildTensor(args, 7),
    'torch._utils._rebuild_parameter': rebuildParameter,
    'torch.Size': ([sizes]) => (isKind(sizes, 'tuple') || isKind(sizes, 'list') ? sizes : undefined),
    'collections.OrderedDict': makeOrderedDict,
  }
  return Object.entries(calls).map(([name, call]) => ({ kind: 'global', name, call }))
}

function storages(): PickleGlobal[] {
  const types = {
    Float: 'f32',
    Double: 'f64',
    Half: 'f16',
    BFloat16: 'bf16',
    Byte: 'u8',
    Char: 'i8',
    Short: 'i16',
    Int: 'i32',
    Long: 'i64',
    Bool: 'bool',
    ComplexFloat: 'complex64',
    ComplexDouble: 'complex128',
  }
  return Object.entries(types).map(([type, dtype]) => ({
    kind: 'global',
    name: `torch.${type}Storage`,
    dtype,
  }))
}

function dtypes(): PickleGlobal[] {
  const types: Record<string, string> = { float16: 'f16', bfloat16: 'bf16', float32: 'f32', float64: 'f64' }
  for (const bits of [8, 16, 32, 64]) {
    types[`uint${bits}`] = `u${bits}`
    types[`int${bits}`] = `i${bits}`
  }
  const unsupported = [
    'bool',
    'float8_e4m3fn',
    'float8_e5m2',
    'float8_e4m3fnuz',
    'float8_e5m2fnuz',
    'complex32',
  ]
  for (const type of unsupported) types[type] = type
  return Object.entries(types).map(([type, dtype]) => ({ kind: 'global', name: `torch.${type}`, dtype }))
}

function makeOrderedDict(args: readonly PickleValue[]): PickleDict | undefined {
  const entries = new Map<PickleValue, PickleValue>()
  const pairs = args[0]
  if (args.length > 1 || (pairs !== undefined && !isKind(pairs, 'list'))) return undefined
  for (const pair of pairs?.items ?? []) {
    if ((!isKind(pair, 'list') && !isKind(pair, 'tuple')) || pair.items.length !== 2) return undefined
    entries.set(pair.items[0], pair.items[1])
  }
  return { kind: 'dict', entries, ordered: true }
}
