import type { Catalogue } from '../fields/option.ts'

type Measure = Pick<Catalogue['measures'][number], 'name' | 'needs'>

/** Names of the tensors that hold what a measure needs, where the two names differ. */
const tensors: Readonly<Record<string, string>> = { readout: 'readout.weight' }

/**
 * Returns the measures that a representation with these tensors has all parts for; all if the tensors are
 * not known.
 */
export function possibleMeasures<T extends Measure>(
  measures: readonly T[],
  stored: readonly { readonly name: string }[],
): T[] {
  // Where nothing is on record of a file, computing will find out.
  if (stored.length === 0) return [...measures]
  const names = new Set(stored.map(({ name }) => name))
  return measures.filter(({ needs }) => needs.every((need) => names.has(tensors[need] ?? need)))
}
