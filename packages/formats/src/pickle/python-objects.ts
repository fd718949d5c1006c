import { isKind, type PickleDict, type PickleGlobal, type PickleValue } from './pickle-value.ts'

/** Creates the names of Python's own types that hold only data. Protocol 2 writes those of Python 2. */
export function pythonGlobals(): PickleGlobal[] {
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
