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

export interface PickleSequence {
  readonly kind: 'list' | 'tuple'
  readonly items: PickleValue[]
}

export interface PickleDict {
  readonly kind: 'dict'
  readonly entries: Map<PickleValue, PickleValue>
  /** An OrderedDict, on which PyTorch sets attributes that carry no values. */
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
}

/** Narrows to one of the kinds above. */
export function isKind<K extends 'list' | 'tuple' | 'dict' | 'global' | 'storage' | 'tensor'>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleValue, { kind: unknown }> & { kind: K } {
  return typeof value === 'object' && value !== null && value.kind === kind
}
