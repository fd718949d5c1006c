/**
 * Value that unpickling can yield. None of them can run code: globals are names whose meaning this package
 * defines.
 */
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
  /**
   * True for a subclass of dict (OrderedDict, Counter, defaultdict), on which attributes that carry no
   * values may be set.
   */
  readonly ordered: boolean
}

/** Allowed name, which means an element type, a storage class or a function. */
export interface PickleGlobal {
  readonly kind: 'global'
  readonly name: string
  /** Element type of a storage class or dtype; "bytes" for an untyped storage. */
  readonly dtype?: string
  /** Function that the name stands for; returns undefined for invalid arguments. */
  readonly call?: (args: readonly PickleValue[]) => PickleValue | undefined
}

/** Dialect of one kind of pickles: the names they may use, and how they write bytes. */
export interface PickleDialect {
  /** All names that have a meaning; a pickle that uses another is rejected. */
  readonly globals: ReadonlyMap<string, PickleGlobal>
  /**
   * True if the long strings of Python 2 are bytes, as the elements of its NumPy arrays are, rather than
   * text.
   */
  readonly longTextsAreBytes: boolean
}

/** Bytes that are stored outside the pickle, under `key`. */
export interface PickleStorage {
  readonly kind: 'storage'
  readonly key: string
  readonly dtype: string
  /** Number of elements; number of bytes if the dtype is "bytes". */
  readonly count: number
}

export interface PickleTensor {
  readonly kind: 'tensor'
  readonly storage: PickleStorage
  readonly dtype: string
  /** Offset in the storage, counted in elements, as the strides are. */
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  /** Names of the lazy views, which PyTorch keeps as bits beside the storage: "neg", "conj". */
  readonly views: readonly string[]
}

/** Bytes, or the latin-1 text that protocol 2 writes instead: decoded only when they are needed. */
export interface PickleBytes {
  readonly kind: 'bytes'
  readonly content: Uint8Array | string
}

/** NumPy array inside the pickle. Its state is set after the array was created. */
export interface PickleArray {
  readonly kind: 'array'
  /** State of the array; undefined until it is set, and for an array of Python objects. */
  content?: {
    readonly shape: readonly number[]
    readonly descr: string
    readonly fortran: boolean
    readonly bytes: PickleBytes
  }
}

/** NumPy dtype: its name, as "f4", after its byte order once the state is set, as "<f4". */
export interface PickleArrayType {
  readonly kind: 'array type'
  descr: string
}

/** Value that can be loaded without running code and that holds no tensor that can be read here. */
export interface PickleOpaque {
  readonly kind: 'opaque'
  /** Name for messages, for example "torch.device". */
  readonly what: string
}

/** Narrows a value to one of the kinds above. */
export function isKind<K extends Extract<PickleValue, { kind: unknown }>['kind']>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleValue, { kind: unknown }> & { kind: K } {
  return typeof value === 'object' && value !== null && value.kind === kind
}
