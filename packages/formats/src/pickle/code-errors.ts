import { BadInput } from '../bad-input.ts'
import { printable } from '../printable.ts'

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
