/** What unpickling can yield. Nothing here can run: globals are names with a meaning of our own. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleSequence
  | PickleDict
  | PickleGlobal
  | PickleStorage
  | PickleTensor
  | PickleBytes
  | PickleArray
  | PickleArrayType
  | PickleOpaque

export interface PickleSequence {
  readonly kind: 'list' | 'tuple'
  readonly items: PickleValue[]
}

export interface PickleDict {
  readonly kind: 'dict'
  readonly entries: Map<PickleValue, PickleValue>
  /** A subclass of dict (OrderedDict, Counter, defaultdict), on which attributes that carry no values may be set. */
  readonly ordered: boolean
}

/** An allowed name: it stands for an element type, a storage class or something that can be called. */
export interface PickleGlobal {
  readonly kind: 'global'
  readonly name: string
  /** For storages and dtypes: type of the elements; "bytes" for an untyped storage. */
  readonly dtype?: string
  /** Undefined when the arguments make no sense. */
  readonly call?: (args: readonly PickleValue[]) => PickleValue | undefined
}

/** What a pickle of one kind may name, and how it writes bytes. */
export interface PickleDialect {
  /** Every name that has a meaning; a pickle that asks for another is refused. */
  readonly globals: ReadonlyMap<string, PickleGlobal>
  /** Whether the long texts of Python 2 are bytes, as the elements of its NumPy arrays are, rather than words. */
  readonly longTextsAreBytes: boolean
}

/** Bytes in a file of their own beside the pickle. */
export interface PickleStorage {
  readonly kind: 'storage'
  readonly key: string
  readonly dtype: string
  /** Number of elements; of bytes when the dtype is "bytes". */
  readonly count: number
}

export interface PickleTensor {
  readonly kind: 'tensor'
  readonly storage: PickleStorage
  readonly dtype: string
  /** In elements, as are the strides. */
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  /** Names of the lazy views that PyTorch keeps as bits beside the storage: "neg", "conj". */
  readonly views: readonly string[]
}

/** Bytes, or the latin-1 text that protocol 2 writes in their place: decoded only where they are needed. */
export interface PickleBytes {
  readonly kind: 'bytes'
  readonly content: Uint8Array | string
}

/** A NumPy array within the pickle. Its state arrives after it was made. */
export interface PickleArray {
  readonly kind: 'array'
  /** Undefined for an array of Python objects, and until the state arrives. */
  content?: {
    readonly shape: readonly number[]
    readonly descr: string
    readonly fortran: boolean
    readonly bytes: PickleBytes
  }
}

/** A NumPy dtype: "f4" with its byte order before it. */
export interface PickleArrayType {
  readonly kind: 'array type'
  descr: string
}

/** A value that can be loaded without running code and that holds no tensor that is read here. */
export interface PickleOpaque {
  readonly kind: 'opaque'
  /** Name for messages, for example "torch.device". */
  readonly what: string
}

/** Narrows to one of the kinds above. */
export function isKind<K extends Extract<PickleValue, { kind: unknown }>['kind']>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleValue, { kind: unknown }> & { kind: K } {
  return typeof value === 'object' && value !== null && value.kind === kind
}
