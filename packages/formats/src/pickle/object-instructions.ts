import { damaged } from '../byte-source.ts'
import { printable } from '../bad-input.ts'
import type { Instruction } from './data-instructions.ts'
import { contentError, globalError, instructionError, type Machine } from './machine.ts'
import { setNumpyState } from './numpy-objects.ts'
import { isKind, type PickleGlobal, type PickleStorage, type PickleValue } from './pickle-value.ts'

/**
 * Instructions, by opcode, that use names from outside the pickle: executed for names on the allow-list,
 * otherwise rejected.
 */
export const OBJECT_INSTRUCTIONS: Readonly<Record<string, Instruction>> = {
  c: (m) => {
    const module = m.cursor.line()
    pushGlobal(m, module, m.cursor.line())
  },
  '\x93': (m) => {
    const [module, name] = m.popMany(2)
    if (typeof module !== 'string' || typeof name !== 'string')
      throw m.broken('names something by what is no text')
    pushGlobal(m, module, name)
  },
  R: (m) => {
    const [callee, args] = m.popMany(2)
    if (!isKind(callee, 'global') || !callee.call || !isKind(args, 'tuple')) {
      throw contentError(m.file, 'calls something that is no function')
    }
    call(m, callee, args.items)
  },
  '\x81': (m) => {
    const [type, args] = m.popMany(2)
    if (!isKind(type, 'global') || !type.call || !isKind(args, 'tuple'))
      throw instructionError(m.file, 'NEWOBJ')
    call(m, type, args.items)
  },
  Q: (m) => {
    const storage = toStorage(m, m.pop())
    m.onStorage(storage)
    m.push(storage)
  },
  b: (m) => {
    const state = m.pop()
    const target = m.stack.at(-1)
    if (isKind(target, 'array') || isKind(target, 'array type')) {
      if (!setNumpyState(target, state)) throw damaged(m.file, 'has a NumPy object of an unknown state')
      return
    }
    // Modules hang version numbers on their state dicts this way. They are dropped.
    const isHarmless = isKind(target, 'dict') && target.ordered && isKind(state, 'dict')
    if (!isHarmless) throw instructionError(m.file, 'BUILD')
  },
  i: (m) => {
    const module = m.cursor.line()
    throw globalError(m.file, `${module}.${m.cursor.line()}`)
  },
  o: reject('OBJ'),
  '\x92': reject('NEWOBJ_EX'),
  '\x82': reject('EXT1'),
  '\x83': reject('EXT2'),
  '\x84': reject('EXT4'),
  P: reject('PERSID'),
}

function call(m: Machine, callee: PickleGlobal, args: readonly PickleValue[]): void {
  const value = callee.call?.(args)
  if (value === undefined)
    throw damaged(m.file, `calls ${callee.name} with arguments that PyTorch never gives`)
  m.push(value)
}

function reject(instruction: string): Instruction {
  return (m) => {
    throw instructionError(m.file, instruction)
  }
}

function pushGlobal(m: Machine, module: string, name: string): void {
  const global = m.dialect.globals.get(`${module}.${name}`)
  if (!global) throw globalError(m.file, `${module}.${name}`)
  m.push(global)
}

/**
 * Parses a persistent id of PyTorch, a tuple ("storage", type, key, device, number of elements); in the old
 * format a sixth entry follows: None, or details of a storage that is part of another. Throws BadInput for
 * any other tuple, and for a part of another storage.
 */
function toStorage(m: Machine, id: PickleValue): PickleStorage {
  const [tag, type, key, , count, part = null] = isKind(id, 'tuple') ? id.items : []
  const isId =
    tag === 'storage' && isKind(type, 'global') && typeof key === 'string' && typeof count === 'number'
  if (
    !isId ||
    type.dtype === undefined ||
    part !== null ||
    !/^\d{1,20}$/.test(key) ||
    !Number.isSafeInteger(count) ||
    count < 0
  ) {
    throw damaged(m.file, `refers to a storage in an unknown way (key ${printable(String(key))})`)
  }
  return { kind: 'storage', key, dtype: type.dtype, count }
}
