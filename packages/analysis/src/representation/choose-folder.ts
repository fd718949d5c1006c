import { BadInput, printableList } from '@mitoscope/formats'
import { isTensorName, type TensorName } from './tensor-names.ts'

/**
 * Maps each stored name to the name of its tensor: the name itself, or its end after the folder
 * ("run1/features.test") or the dict ("state_dict/readout.weight") that holds the tensors of one
 * representation. Throws BadInput if several folders hold features.test, since it is not known which is
 * meant.
 */
export function chooseNames(stored: readonly (string | undefined)[], file: string): Map<string, TensorName> {
  const chosen = new Map<string, TensorName>()
  const folders = new Map<string, Map<string, TensorName>>()
  for (const name of stored) {
    if (name === undefined) continue
    if (isTensorName(name)) chosen.set(name, name)
    const slash = name.lastIndexOf('/')
    const last = name.slice(slash + 1)
    if (slash < 0 || !isTensorName(last)) continue
    const folder = name.slice(0, slash + 1)
    folders.set(folder, (folders.get(folder) ?? new Map()).set(name, last))
  }
  const whole = [...folders].filter(([, names]) => [...names.values()].includes('features.test'))
  const candidates = whole.length > 0 ? whole : [...folders]
  if (candidates.length > 1 && !chosen.has('features.test')) {
    const problem = `holds tensors of several representations, in the folders ${printableList(
      candidates.map(([folder]) => folder),
      24,
    )}`
    throw new BadInput(file, undefined, problem, 'Save the tensors of one of them in a file of their own.')
  }
  if (candidates.length === 1) {
    const taken = new Set(chosen.values())
    for (const [name, tensor] of candidates[0][1]) if (!taken.has(tensor)) chosen.set(name, tensor)
  }
  return chosen
}
