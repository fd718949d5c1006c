import type { Catalogue } from '../fields/option.ts'

type Measure = Pick<Catalogue['measures'][number], 'name' | 'needs'>

/** What a measure needs, by the name of the tensor that has it where that is another. */
const tensors: Readonly<Record<string, string>> = { readout: 'readout.weight' }

/** Those of the measures that a representation with these tensors has all parts for; all where the tensors are not known. */
export function possibleMeasures<T extends Measure>(
  measures: readonly T[],
  stored: readonly { readonly name: string }[],
): T[] {
  // Where nothing is on record of a file, computing will find out.
  if (stored.length === 0) return [...measures]
  const names = new Set(stored.map(({ name }) => name))
  return measures.filter(({ needs }) => needs.every((need) => names.has(tensors[need] ?? need)))
}
