import { numpyGlobals } from './numpy-objects.ts'
import { isKind, type PickleDict, type PickleGlobal, type PickleValue } from './pickle-value.ts'
import { rebuildFromType, rebuildParameter, rebuildTensor } from './rebuild-tensor.ts'

/**
 * All names that a pickle may use: those that PyTorch's own safe loader (weights_only=True) knows, and those
 * of NumPy's arrays. Each has only the meaning given here; none reaches anything outside this folder.
 */
export const ALLOWED_GLOBALS: ReadonlyMap<string, PickleGlobal> = new Map(
  [...callables(), ...storages(), ...dtypes(), ...constants(), ...pythonGlobals(), ...numpyGlobals()].map(
    (global) => [global.name, global],
  ),
)

function callables(): PickleGlobal[] {
  const calls: Record<string, PickleGlobal['call']> = {
    'torch._utils._rebuild_tensor': (args) => rebuildTensor(args, 4),
    'torch._utils._rebuild_tensor_v2': (args) => rebuildTensor(args, 6),
    'torch._utils._rebuild_tensor_v3': (args) => rebuildTensor(args, 7),
    'torch._utils._rebuild_parameter': rebuildParameter,
    'torch._utils._rebuild_parameter_with_state': rebuildParameter,
    'torch._utils._rebuild_device_tensor_from_cpu_tensor': rebuildParameter,
    'torch._utils._rebuild_device_tensor_from_numpy': ([array]) =>
      isKind(array, 'array') ? array : undefined,
    'torch._tensor._rebuild_from_type_v2': rebuildFromType,
    'torch.nn.parameter.Parameter': rebuildParameter,
    'torch.Tensor': undefined,
    'torch.Size': ([sizes]) => (isKind(sizes, 'tuple') || isKind(sizes, 'list') ? sizes : undefined),
    'torch.device': opaque('torch.device'),
    'torch.serialization._get_layout': opaque('torch.layout'),
    'torch._utils._rebuild_sparse_tensor': opaque('sparse tensor'),
    'torch._utils._rebuild_sparse_csr_tensor': opaque('sparse tensor'),
    'torch._utils._rebuild_qtensor': opaque('quantized tensor'),
    'torch._utils._rebuild_nested_tensor': opaque('nested tensor'),
    'torch._utils._rebuild_wrapper_subclass': opaque('tensor of a wrapper class'),
    'torch._utils._rebuild_meta_tensor_no_storage': opaque('meta tensor without values'),
  }
  return Object.entries(calls).map(([name, call]) => ({ kind: 'global', name, call }))
}

function opaque(what: string): PickleGlobal['call'] {
  return () => ({ kind: 'opaque', what })
}

/** Creates the names of constants that only describe how values are stored. */
function constants(): PickleGlobal[] {
  const schemes = ['per_tensor', 'per_channel'].flatMap((per) => [`${per}_affine`, `${per}_symmetric`])
  return [...schemes, 'per_channel_affine_float_qparams'].map((name) => ({
    kind: 'global',
    name: `torch.${name}`,
  }))
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
    QInt8: 'qint8',
    QUInt8: 'quint8',
    QInt32: 'qint32',
    QUInt4x2: 'quint4x2',
    QUInt2x4: 'quint2x4',
  }
  const typed = Object.entries(types).map(([type, dtype]) => [`torch.${type}Storage`, dtype])
  const untyped = ['torch.storage.UntypedStorage', 'torch.UntypedStorage'].map((name) => [name, 'bytes'])
  return [...typed, ...untyped].map(([name, dtype]) => ({ kind: 'global', name, dtype }))
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
    'float8_e8m0fnu',
    'float4_e2m1fn_x2',
    'complex32',
    'complex64',
    'complex128',
    'qint8',
    'quint8',
    'qint32',
    'quint4x2',
    'quint2x4',
    'bits8',
    'bits16',
    'bits1x8',
    'bits2x4',
    'bits4x2',
    ...[1, 2, 3, 4, 5, 6, 7].flatMap((bits) => [`int${bits}`, `uint${bits}`]),
  ]
  for (const type of unsupported) types[type] = type
  return Object.entries(types).map(([type, dtype]) => ({ kind: 'global', name: `torch.${type}`, dtype }))
}

/** Creates the names of Python's own types that hold only data. Protocol 2 writes those of Python 2. */
function pythonGlobals(): PickleGlobal[] {
  const calls: Record<string, PickleGlobal['call']> = {
    'collections.OrderedDict': makeOrderedDict,
    'collections.Counter': makeCounter,
    'collections.defaultdict': makeDefaultDict,
    '_codecs.encode': encode,
  }
  for (const module of ['builtins', '__builtin__']) {
    for (const type of ['set', 'frozenset', 'complex']) {
      calls[`${module}.${type}`] = () => ({ kind: 'opaque', what: type })
    }
    for (const type of ['bytes', 'bytearray']) calls[`${module}.${type}`] = makeBytes
    // Factories of a defaultdict: named, never called.
    for (const type of ['dict', 'list', 'tuple', 'int', 'long', 'float', 'str', 'unicode', 'bool'])
      calls[`${module}.${type}`] = undefined
  }
  return Object.entries(calls).map(([name, call]) => ({ kind: 'global', name, call }))
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

function makeCounter([counts]: readonly PickleValue[]): PickleDict | undefined {
  if (counts === undefined) return { kind: 'dict', entries: new Map(), ordered: true }
  return isKind(counts, 'dict') ? { kind: 'dict', entries: counts.entries, ordered: true } : undefined
}

function makeDefaultDict([factory]: readonly PickleValue[]): PickleDict | undefined {
  if (factory !== undefined && factory !== null && !isKind(factory, 'global')) return undefined
  return { kind: 'dict', entries: new Map(), ordered: true }
}

/** Creates bytes from the latin-1 text as which protocol 2 writes them. */
function encode([text, encoding]: readonly PickleValue[]): PickleValue | undefined {
  if (typeof text !== 'string' || (encoding !== 'latin1' && encoding !== 'latin-1')) return undefined
  return { kind: 'bytes', content: text }
}

function makeBytes([content, encoding]: readonly PickleValue[]): PickleValue | undefined {
  if (content === undefined) return { kind: 'bytes', content: '' }
  if (isKind(content, 'bytes')) return content
  return typeof content === 'string' ? encode([content, encoding]) : undefined
}
