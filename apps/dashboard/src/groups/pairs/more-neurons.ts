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
