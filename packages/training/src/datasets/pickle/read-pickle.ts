import { BadDataset } from '../bad-dataset.ts'
import type { NamedBytes } from '../dataset.ts'
import { build, reduce, type PickleValue } from './rebuild-array.ts'

/**
 * Decodes a pickle of Python 2 (protocol 2) as data: dictionaries, lists, tuples, text, whole numbers and
 * arrays of bytes. Knows only the instructions that CIFAR's files consist of and rejects every other one, and
 * every class or function but those of a NumPy array, so that no file can run code. Throws BadDataset.
 */
export function readPickle({ name, bytes }: NamedBytes): PickleValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stack: PickleValue[] = []
  const marks: number[] = []
  const memo = new Map<number, PickleValue>()
  let at = 0
  const refuse = (problem: string) => new BadDataset(name, problem, 'Download the file again')
  const skip = (length: number) => {
    if (at + length > bytes.length) throw refuse(`it is cut short: it ends at byte ${bytes.length}`)
    at += length
    return at - length
  }
  const byte = () => bytes[skip(1)]
  const count = () => view.getUint32(skip(4), true)
  const take = (length: number) => {
    const start = skip(length)
    return bytes.subarray(start, start + length)
  }
  const line = () => {
    const end = bytes.indexOf(0x0a, at)
    if (end < 0) throw refuse('a name in it has no end')
    const text = latin(bytes.subarray(at, end))
    at = end + 1
    return text
  }
  const pop = () => {
    if (stack.length <= (marks.at(-1) ?? 0)) throw refuse(`byte ${at} takes a value that is not there`)
    return stack.pop()!
  }
  const popMarked = () => {
    const mark = marks.pop()
    if (mark === undefined) throw refuse(`byte ${at} takes a list that was not begun`)
    return stack.splice(mark)
  }
  const tuple = (length: number) => Array.from({ length }, pop).reverse()
  const fill = (items: readonly PickleValue[]) => {
    const target = stack.at(-1)
    if (Array.isArray(target)) for (const item of items) target.push(item)
    else if (target instanceof Map && items.length % 2 === 0)
      for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1])
    else throw refuse(`byte ${at} fills something that is neither a list nor a dictionary`)
  }
  const instructions: Readonly<Record<string, () => void>> = {
    '\x80': () => {
      const protocol = byte()
      if (protocol !== 2) throw refuse(`it is a pickle of protocol ${protocol}, not of 2 as published`)
    },
    '(': () => marks.push(stack.length),
    '}': () => stack.push(new Map()),
    ']': () => stack.push([]),
    ')': () => stack.push([]),
    t: () => stack.push(popMarked()),
    '\x85': () => stack.push(tuple(1)),
    '\x86': () => stack.push(tuple(2)),
    '\x87': () => stack.push(tuple(3)),
    N: () => stack.push(null),
    '\x88': () => stack.push(true),
    '\x89': () => stack.push(false),
    K: () => stack.push(byte()),
    M: () => stack.push(view.getUint16(skip(2), true)),
    J: () => stack.push(view.getInt32(skip(4), true)),
    U: () => stack.push(latin(take(byte()))),
    // Long texts of Python 2 are the bytes of arrays.
    T: () => stack.push(take(count())),
    q: () => memo.set(byte(), stack.at(-1) ?? null),
    r: () => memo.set(count(), stack.at(-1) ?? null),
    h: () => stack.push(recall(byte())),
    j: () => stack.push(recall(count())),
    a: () => fill([pop()]),
    e: () => fill(popMarked()),
    s: () => fill(tuple(2)),
    u: () => fill(popMarked()),
    c: () => stack.push({ global: `${line()}.${line()}` }),
    R: () => {
      const [callable, given] = tuple(2)
      stack.push(reduce(callable, given, refuse))
    },
    b: () => {
      const state = pop()
      stack.push(build(pop(), state, refuse))
    },
  }
  const recall = (key: number) => {
    const value = memo.get(key)
    if (value === undefined) throw refuse(`byte ${at} recalls a value that was never kept`)
    return value
  }
  if (bytes[0] !== 0x80) throw refuse('this is not a pickle of Python as published')
  for (;;) {
    const code = String.fromCharCode(byte())
    if (code === '.') return pop()
    const instruction = Object.hasOwn(instructions, code) ? instructions[code] : undefined
    if (!instruction) {
      const hex = code.charCodeAt(0).toString(16).padStart(2, '0')
      throw refuse(`byte ${at - 1} is the instruction 0x${hex}, which no file as published has`)
    }
    instruction()
  }
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (value) => String.fromCharCode(value)).join('')
}
