import { BadInput, printable } from '../bad-input.ts'
import { damaged } from '../byte-source.ts'
import type { ByteCursor } from './byte-cursor.ts'
import {
  isKind,
  type PickleDialect,
  type PickleDict,
  type PickleSequence,
  type PickleStorage,
  type PickleValue,
} from './pickle-value.ts'

/**
 * Stack machine that executes a pickle as its program. Each byte of the program adds at most one entry to
 * the stack or the memo, and no instruction copies entries, so the machine's memory is bounded by the
 * program's length.
 */
export class Machine {
  readonly cursor: ByteCursor
  readonly dialect: PickleDialect
  readonly stack: PickleValue[] = []
  /** Heights of the stack at which marks were set. */
  readonly marks: number[] = []
  readonly memo = new Map<number, PickleValue>()

  /** Callback for every storage that the pickle refers to. */
  readonly onStorage: (storage: PickleStorage) => void

  constructor(
    cursor: ByteCursor,
    dialect: PickleDialect,
    onStorage: (storage: PickleStorage) => void = () => {},
  ) {
    this.cursor = cursor
    this.dialect = dialect
    this.onStorage = onStorage
  }

  get file(): string {
    return this.cursor.file
  }

  push(value: PickleValue): void {
    this.stack.push(value)
  }

  /** Removes and returns the top value. Throws BadInput if there is none above the last mark. */
  pop(): PickleValue {
    if (this.stack.length <= (this.marks.at(-1) ?? 0)) throw this.broken('takes more values than it has')
    return this.stack.pop() as PickleValue
  }

  popMany(count: number): PickleValue[] {
    const values: PickleValue[] = []
    for (let i = 0; i < count; i++) values.push(this.pop())
    return values.reverse()
  }

  /**
   * Removes the last mark and all values above it, and returns the values. Throws BadInput if there is no
   * mark.
   */
  popToMark(): PickleValue[] {
    const height = this.marks.pop()
    if (height === undefined) throw this.broken('has no mark where one is needed')
    return this.stack.splice(height)
  }

  topList(): PickleSequence {
    const list = this.stack.at(-1)
    if (!isKind(list, 'list')) throw contentError(this.file, 'appends to something that is no list')
    return list
  }

  topDict(): PickleDict {
    const dict = this.stack.at(-1)
    if (!isKind(dict, 'dict')) throw contentError(this.file, 'sets items of something that is no dict')
    return dict
  }

  get(index: number): void {
    const value = this.memo.get(index)
    if (value === undefined) throw this.broken(`refers to memo ${index}, which is empty`)
    this.push(value)
  }

  put(index: number): void {
    const value = this.stack.at(-1)
    if (value === undefined) throw this.broken('remembers a value where there is none')
    this.memo.set(index, value)
  }

  broken(problem: string): Error {
    return damaged(this.file, `has a pickle that ${problem} (byte ${this.cursor.at})`)
  }
}

const PLAIN = 'Save plain tensors only: torch.save({"features.test": x.detach().cpu(), …}, path).'
const NUMPY = 'Save torch.from_numpy(x) in its place, or write the arrays with numpy.savez.'

/** Creates the error for a name in a pickle that is not on the allow-list. */
export function globalError(file: string, name: string): BadInput {
  const isNumpy = /^numpy\b/.test(name)
  const problem = isNumpy
    ? `holds a NumPy object (${printable(name)}), whose loading would run code`
    : `asks for ${printable(name)}, which would run code`
  return new BadInput(file, undefined, problem, isNumpy ? NUMPY : PLAIN)
}

/** Creates the error for an instruction that creates or changes objects. */
export function instructionError(file: string, instruction: string): BadInput {
  return new BadInput(
    file,
    undefined,
    `contains the pickle instruction ${instruction}, which would run code`,
    PLAIN,
  )
}

/** Creates the error for a pickle that is harmless, but not written as PyTorch writes them. */
export function contentError(file: string, problem: string): BadInput {
  return new BadInput(file, undefined, problem, PLAIN)
}
