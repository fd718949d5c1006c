import { exact } from './byte-cursor.ts'
import type { Machine } from './machine.ts'
import { isKind, type PickleBytes, type PickleValue } from './pickle-value.ts'

export type Instruction = (machine: Machine) => void

/** Instructions, by opcode, that only create and arrange numbers, texts, bytes, lists, tuples and dicts. */
export const DATA_INSTRUCTIONS: Readonly<Record<string, Instruction>> = {
  '\x80': (m) => {
    const protocol = m.cursor.u8()
    if (protocol > 5) throw m.broken(`has the unknown protocol ${protocol}`)
  },
  // A frame only says how far to read ahead.
  '\x95': (m) => void m.cursor.skip(8),
  '(': (m) => void m.marks.push(m.stack.length),
  '0': (m) => void (m.marks.at(-1) === m.stack.length ? m.marks.pop() : m.pop()),
  '1': (m) => void m.popToMark(),

  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  I: (m) => m.push(readInteger(m, true)),
  L: (m) => m.push(readInteger(m, false)),
  J: (m) => m.push(m.cursor.i32()),
  K: (m) => m.push(m.cursor.u8()),
  M: (m) => m.push(m.cursor.u16()),
  '\x8a': (m) => m.push(m.cursor.long(m.cursor.u8())),
  '\x8b': (m) => m.push(m.cursor.long(m.cursor.u32())),
  F: (m) => m.push(Number.parseFloat(m.cursor.line())),
  G: (m) => m.push(m.cursor.f64()),
  X: (m) => m.push(m.cursor.text(m.cursor.u32())),
  '\x8c': (m) => m.push(m.cursor.text(m.cursor.u8())),
  '\x8d': (m) => m.push(m.cursor.text(m.cursor.u64())),
  T: (m) => {
    const length = m.cursor.u32()
    m.push(m.dialect.longTextsAreBytes ? readBytes(m, length) : m.cursor.text(length))
  },
  U: (m) => m.push(m.cursor.text(m.cursor.u8())),
  V: (m) => m.push(m.cursor.line()),
  S: (m) => m.push(m.cursor.line().replace(/^(['"])(.*)\1$/, '$2')),

  B: (m) => m.push(readBytes(m, m.cursor.u32())),
  C: (m) => m.push(readBytes(m, m.cursor.u8())),
  '\x8e': (m) => m.push(readBytes(m, m.cursor.u64())),
  '\x96': (m) => m.push(readBytes(m, m.cursor.u64())),
  // A set is named and nothing of it is looked at.
  '\x8f': (m) => m.push({ kind: 'opaque', what: 'set' }),
  '\x90': (m) => {
    m.popToMark()
    const set = m.stack.at(-1)
    if (!isKind(set, 'opaque') || set.what !== 'set') throw m.broken('adds items to something that is no set')
  },
  '\x91': (m) => {
    m.popToMark()
    m.push({ kind: 'opaque', what: 'frozenset' })
  },

  ']': (m) => m.push({ kind: 'list', items: [] }),
  l: (m) => m.push({ kind: 'list', items: m.popToMark() }),
  a: (m) => {
    const value = m.pop()
    m.topList().items.push(value)
  },
  e: (m) => {
    const values = m.popToMark()
    const { items } = m.topList()
    for (const value of values) items.push(value)
  },
  ')': (m) => m.push({ kind: 'tuple', items: [] }),
  t: (m) => m.push({ kind: 'tuple', items: m.popToMark() }),
  '\x85': (m) => m.push({ kind: 'tuple', items: m.popMany(1) }),
  '\x86': (m) => m.push({ kind: 'tuple', items: m.popMany(2) }),
  '\x87': (m) => m.push({ kind: 'tuple', items: m.popMany(3) }),
  '}': (m) => m.push({ kind: 'dict', entries: new Map(), ordered: false }),
  d: (m) => {
    const values = m.popToMark()
    m.push({ kind: 'dict', entries: new Map(), ordered: false })
    setItems(m, values)
  },
  s: (m) => setItems(m, m.popMany(2)),
  u: (m) => setItems(m, m.popToMark()),

  g: (m) => m.get(Number(readInteger(m, false))),
  h: (m) => m.get(m.cursor.u8()),
  j: (m) => m.get(m.cursor.u32()),
  p: (m) => m.put(Number(readInteger(m, false))),
  q: (m) => m.put(m.cursor.u8()),
  r: (m) => m.put(m.cursor.u32()),
  '\x94': (m) => m.put(m.memo.size),
}

function readBytes(m: Machine, length: number): PickleBytes {
  const from = m.cursor.skip(length)
  return { kind: 'bytes', content: m.cursor.bytes.subarray(from, from + length) }
}

function setItems(m: Machine, values: readonly PickleValue[]): void {
  if (values.length % 2 !== 0) throw m.broken('has a key without a value')
  const { entries } = m.topDict()
  for (let i = 0; i < values.length; i += 2) entries.set(values[i], values[i + 1])
}

/**
 * Reads a decimal line, as protocol 0 writes integers; with `booleans`, "00" and "01" are false and true.
 */
function readInteger(m: Machine, booleans: boolean): number | bigint | boolean {
  const line = m.cursor.line()
  if (booleans && (line === '00' || line === '01')) return line === '01'
  if (!/^[+-]?\d{1,600}L?$/.test(line)) throw m.broken('has an integer that is none')
  return exact(BigInt(line.replace(/^\+|L$/g, '')))
}
