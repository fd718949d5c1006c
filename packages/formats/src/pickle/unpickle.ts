import { BadInput } from '../bad-input.ts'
import { ByteCursor } from './byte-cursor.ts'
import { DATA_INSTRUCTIONS, type Instruction } from './data-instructions.ts'
import { Machine } from './machine.ts'
import { OBJECT_INSTRUCTIONS } from './object-instructions.ts'
import type { PickleStorage, PickleValue } from './pickle-value.ts'

const STOP = 0x2e

const INSTRUCTIONS: readonly (Instruction | undefined)[] = Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code)
  return DATA_INSTRUCTIONS[character] ?? OBJECT_INSTRUCTIONS[character]
})

/**
 * Reads a pickle as data: numbers, texts, lists, dicts and PyTorch tensors. Nothing in it can run or reach anything; a
 * pickle that tries is refused by BadInput, which names what it asks for. Time and memory are linear in its length.
 */
export function unpickle(bytes: Uint8Array, file: string): PickleValue {
  return unpickleNext(new ByteCursor(bytes, file))
}

/** The same for the pickle that begins where the cursor stands; leaves the cursor behind its end. */
export function unpickleNext(cursor: ByteCursor, onStorage?: (storage: PickleStorage) => void): PickleValue {
  const machine = new Machine(cursor, onStorage)
  const { file } = cursor
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
