/** An array of bytes as NumPy pickles it. */
export interface PickledArray {
  shape: readonly number[]
  /** Row-major. */
  values: Uint8Array
}

/** Value that an instruction of a pickle makes or takes. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | { readonly global: string }
  | { readonly dtype: string }
  | PickledArray

type Refuse = (problem: string) => Error

// Before and after NumPy 2.
const reconstruct = ['numpy.core.multiarray._reconstruct', 'numpy._core.multiarray._reconstruct']

/** The call of a class or function: only those that begin a NumPy array or name its type; nothing is ever called. */
export function reduce(callable: PickleValue, given: PickleValue, refuse: Refuse): PickleValue {
  const name = isGlobal(callable) ? callable.global : JSON.stringify(callable)
  if (reconstruct.includes(name)) return { shape: [0], values: new Uint8Array() }
  const [type] = Array.isArray(given) ? given : []
  if (name === 'numpy.dtype' && typeof type === 'string') return { dtype: type }
  throw refuse(`it calls ${name}, which no file as published does`)
}

/** Gives an array its state (version, shape, type, whether column-major, bytes); that of a type says nothing new of bytes. */
export function build(object: PickleValue, state: PickleValue, refuse: Refuse): PickleValue {
  if (isType(object)) return object
  if (!isArray(object) || !Array.isArray(state)) throw refuse('it sets the state of something that has none')
  const [, shape, type, columnMajor, values] = state
  if (!isType(type) || !/^\|?u1$/.test(type.dtype))
    throw refuse(`its array is of type ${isType(type) ? type.dtype : 'unknown'}, expected u1 (bytes)`)
  if (columnMajor !== false || !(values instanceof Uint8Array) || !isShape(shape))
    throw refuse('its array is not one of bytes, row by row')
  const length = shape.reduce((product, size) => product * size, 1)
  if (length !== values.length)
    throw refuse(`its array of ${shape.join(' × ')} values has ${values.length} of them`)
  // The same object: it may be kept under a number already.
  return Object.assign(object, { shape, values })
}

export function isArray(value: PickleValue | undefined): value is PickledArray {
  return typeof value === 'object' && value !== null && 'shape' in value
}

function isGlobal(value: PickleValue): value is { readonly global: string } {
  return typeof value === 'object' && value !== null && 'global' in value
}

function isType(value: PickleValue): value is { readonly dtype: string } {
  return typeof value === 'object' && value !== null && 'dtype' in value
}

function isShape(value: PickleValue): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isInteger(size) && Number(size) >= 0)
}
