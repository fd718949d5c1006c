import { BadInput } from '../bad-input.ts'
import { ALLOWED_GLOBALS } from './allowed-globals.ts'
import { ByteCursor } from './byte-cursor.ts'
import { DATA_INSTRUCTIONS, type Instruction } from './data-instructions.ts'
import { Machine } from './machine.ts'
import { OBJECT_INSTRUCTIONS } from './object-instructions.ts'
import { numpyGlobals } from './numpy-objects.ts'
import type { PickleDialect, PickleStorage, PickleValue } from './pickle-value.ts'

const STOP = 0x2e

const INSTRUCTIONS: readonly (Instruction | undefined)[] = Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code)
  return DATA_INSTRUCTIONS[character] ?? OBJECT_INSTRUCTIONS[character]
})

/** Dialect of torch.save. */
const TORCH: PickleDialect = { globals: ALLOWED_GLOBALS, longTextsAreBytes: false }

/**
 * Dialect of Python 2 for dicts, lists and NumPy arrays, without names of PyTorch or of Python's own types.
 */
export const PYTHON_2: PickleDialect = {
  globals: new Map(numpyGlobals().map((global) => [global.name, global])),
  longTextsAreBytes: true,
}

/**
 * Decodes a pickle as data: numbers, texts, lists, dicts and PyTorch tensors. Nothing in it can run or reach
 * anything: a pickle that tries is rejected with BadInput, which names what it asks for. Time and memory are
 * linear in its length.
 */
export function unpickle(bytes: Uint8Array, file: string, dialect: PickleDialect = TORCH): PickleValue {
  return run(new Machine(new ByteCursor(bytes, file), dialect))
}

/** Decodes the pickle that begins at the cursor, as unpickle does, and leaves the cursor after its end. */
export function unpickleNext(cursor: ByteCursor, onStorage: (storage: PickleStorage) => void): PickleValue {
  return run(new Machine(cursor, TORCH, onStorage))
}

function run(machine: Machine): PickleValue {
  const { file } = machine
  for (;;) {
    const code = machine.cursor.u8()
    if (code === STOP) break
    const instruction = INSTRUCTIONS[code]
    if (!instruction) {
      const problem = `contains the pickle instruction 0x${code.toString(16)}, which plain tensors do not need`
      throw new BadInput(file, undefined, problem, 'Save it again with torch.save.')
    }
    instruction(machine)
  }
  const value = machine.pop()
  if (machine.stack.length > 0 || machine.marks.length > 0) throw machine.broken('leaves values over')
  return value
}
