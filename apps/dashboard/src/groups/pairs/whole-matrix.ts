/** A matrix over neurons as it is stored, every cell of it. */
interface WholeMatrix {
  readonly neurons: readonly number[]
  readonly values: readonly (number | null)[]
  readonly pairs: readonly SurePair[]
}

interface SurePair {
  readonly a: number
  readonly b: number
  readonly value: number
  readonly p: number
}

/** Reads the result of a measure whose shape is a matrix. Throws for anything else. */
export function parseMatrix(result: unknown): WholeMatrix {
  const { shape, labels, values, pairs } = result as Readonly<Record<string, unknown>>
  if (shape !== 'matrix' || !Array.isArray(labels) || !Array.isArray(values) || !Array.isArray(pairs))
    throw new Error('The server sent something other than a matrix.')
  return { neurons: labels.map(Number), values: values as number[], pairs: pairs as SurePair[] }
}

type Significance = 'self' | 'significant' | 'not significant' | 'not known'

/** Counts of a measure over all the pairs that it tested. */
export interface PairCounts {
  readonly tested: number | null
  readonly significant: number | null
  /** |ρ| from which on pairs are significant; null where none is, or where the answer does not tell. */
  readonly limit: number | null
}

/**
 * Judges whether pairs were found to share noise. Only the surest are listed. Of the others it is known
 * where the limit was told or the list is complete, or where the matrix holds every tested pair: all were
 * tested on the same inputs, so that the significant ones are those of largest |ρ|. Else it is not known.
 */
export function judgePairs(matrix: WholeMatrix, counts: PairCounts) {
  const { pairs } = matrix
  const sure = new Map(pairs.map((pair) => [key(pair.a, pair.b), pair]))
  const isListed = counts.significant !== null && pairs.length >= counts.significant
  const least = counts.limit ?? (isListed ? Infinity : leastSignificant(matrix, counts))
  const judge = (a: number, b: number, value: number | null): Significance => {
    if (a === b) return 'self'
    if (counts.limit !== null && value !== null)
      return Math.abs(value) >= counts.limit ? 'significant' : 'not significant'
    if (sure.has(key(a, b))) return 'significant'
    if (least === undefined || value === null) return 'not known'
    return Math.abs(value) >= least ? 'significant' : 'not significant'
  }
  return { judge, pOf: (a: number, b: number) => sure.get(key(a, b))?.p, isKnown: least !== undefined }
}

/** |ρ| of the weakest significant pair; undefined where not every tested pair is in the matrix. */
function leastSignificant(
  { neurons, values }: WholeMatrix,
  { tested, significant }: PairCounts,
): number | undefined {
  const side = neurons.length
  if (significant === null || tested !== (side * (side - 1)) / 2) return undefined
  const sizes = neurons
    .flatMap((_, row) => values.slice(row * side, row * side + row))
    .map((value) => Math.abs(value ?? 0))
    .sort((a, b) => b - a)
  return sizes[significant - 1]
}

function key(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

/** Neurons that a matrix is measured with where somebody asks for all: with more a browser would be slow. */
export const mostShown = 1024

/**
 * Returns the number of neurons that a matrix can be measured anew with if it was cut off; undefined if it
 * was not, or if `tested` is null. `tested` counts the pairs of all neurons that the chunk leaves, `shown`
 * the neurons of the matrix.
 */
export function moreNeurons(tested: number | null, shown: number): number | undefined {
  if (tested === null) return undefined
  const left = Math.round((1 + Math.sqrt(1 + 8 * tested)) / 2)
  const all = Math.min(mostShown, left)
  return all > shown ? all : undefined
}
