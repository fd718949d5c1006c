import {
  isKind,
  type PickleArray,
  type PickleArrayType,
  type PickleGlobal,
  type PickleValue,
} from './pickle-value.ts'
import { toSizes } from './rebuild-tensor.ts'

const MULTIARRAY = ['numpy.core.multiarray', 'numpy._core.multiarray']
const NUMERIC = ['numpy.core.numeric', 'numpy._core.numeric']

/**
 * Creates the names by which NumPy pickles arrays and scalars, before and from version 2; each only
 * describes data here.
 */
export function numpyGlobals(): PickleGlobal[] {
  const calls: Record<string, PickleGlobal['call']> = {
    'numpy.dtype': makeType,
    'numpy.ndarray': undefined,
  }
  for (const module of MULTIARRAY) {
    calls[`${module}._reconstruct`] = (): PickleArray => ({ kind: 'array' })
    calls[`${module}.scalar`] = () => ({ kind: 'opaque', what: 'NumPy number' })
  }
  for (const module of NUMERIC) calls[`${module}._frombuffer`] = fromBuffer
  return Object.entries(calls).map(([name, call]) => ({ kind: 'global', name, call }))
}

/** Sets the state that NumPy pickled with an array or a type; returns false if it is not such a state. */
export function setNumpyState(target: PickleArray | PickleArrayType, state: PickleValue): boolean {
  if (!isKind(state, 'tuple')) return false
  if (target.kind === 'array type') {
    const order = state.items[1]
    if (typeof order !== 'string' || !/^[<>|=]$/.test(order)) return false
    target.descr = order + target.descr.replace(/^[<>|=]/, '')
    return true
  }
  const [, shape, type, fortran, bytes] = state.items
  // The elements of an array of Python objects are a list: nothing that is read here.
  if (isKind(bytes, 'list')) return true
  const content = describe(bytes, type, shape, fortran === true)
  target.content = content
  return content !== undefined
}

function describe(bytes: PickleValue, type: PickleValue, shape: PickleValue, fortran: boolean) {
  const sizes = toSizes(shape)
  if (!isKind(bytes, 'bytes') || !isKind(type, 'array type') || !sizes) return undefined
  return { shape: sizes, descr: type.descr, fortran, bytes }
}

function makeType([name]: readonly PickleValue[]): PickleArrayType | undefined {
  return typeof name === 'string' ? { kind: 'array type', descr: name } : undefined
}

function fromBuffer([bytes, type, shape, order]: readonly PickleValue[]): PickleArray | undefined {
  const content = describe(bytes, type, shape, order === 'F')
  return content && { kind: 'array', content }
}
