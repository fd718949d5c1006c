import { damaged } from '../guard-source.ts'
import { printable } from '../printable.ts'
import { ALLOWED_GLOBALS } from './allowed-globals.ts'
import type { Instruction } from './data-instructions.ts'
import type { Machine } from './machine.ts'
import { isKind, type PickleStorage, type PickleValue } from './pickle-value.ts'
import { refuseContent, refuseGlobal, refuseInstruction } from './refuse-code.ts'

/** Instructions that name things outside the pickle, by opcode: obeyed for what is on the allow-list, else refused. */
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
      throw refuseContent(m.file, 'calls something that is no function')
    }
    const value = callee.call(args.items)
    if (value === undefined)
      throw damaged(m.file, `calls ${callee.name} with arguments that PyTorch never gives`)
    m.push(value)
  },
  Q: (m) => m.push(toStorage(m, m.pop())),
  b: (m) => {
    const state = m.pop()
    const target = m.stack.at(-1)
    // Modules hang version numbers on their state dicts this way. They are dropped.
    const isHarmless = isKind(target, 'dict') && target.ordered && isKind(state, 'dict')
    if (!isHarmless) throw refuseInstruction(m.file, 'BUILD')
  },
  i: (m) => {
    const module = m.cursor.line()
    throw refuseGlobal(m.file, `${module}.${m.cursor.line()}`)
  },
  o: refuse('OBJ'),
  '\x81': refuse('NEWOBJ'),
  '\x92': refuse('NEWOBJ_EX'),
  '\x82': refuse('EXT1'),
  '\x83': refuse('EXT2'),
  '\x84': refuse('EXT4'),
  P: refuse('PERSID'),
}

function refuse(instruction: string): Instruction {
  return (m) => {
    throw refuseInstruction(m.file, instruction)
  }
}

function pushGlobal(m: Machine, module: string, name: string): void {
  const global = ALLOWED_GLOBALS.get(`${module}.${name}`)
  if (!global) throw refuseGlobal(m.file, `${module}.${name}`)
  m.push(global)
}

/** PyTorch's persistent ids are tuples ("storage", type, key, device, number of elements). */
function toStorage(m: Machine, id: PickleValue): PickleStorage {
  const [tag, type, key, , count] = isKind(id, 'tuple') ? id.items : []
  const isId =
    tag === 'storage' && isKind(type, 'global') && typeof key === 'string' && typeof count === 'number'
  if (
    !isId ||
    type.dtype === undefined ||
    !/^\d{1,9}$/.test(key) ||
    !Number.isSafeInteger(count) ||
    count < 0
  ) {
    throw damaged(m.file, `refers to a storage in an unknown way (key ${printable(String(key))})`)
  }
  return { kind: 'storage', key, dtype: type.dtype, count }
}
