/** Returns the correlations of some neurons of a Gram matrix [width, width], by default of all; each must vary. */
export function correlationsOf(gram: Float64Array, width: number, neurons?: readonly number[]): Float64Array {
  const chosen = neurons ?? Array.from({ length: width }, (_, j) => j)
  const scale = chosen.map((j) => 1 / Math.sqrt(gram[j * (width + 1)]))
  const size = chosen.length
  const correlations = new Float64Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      correlations[a * size + b] = a === b ? 1 : gram[chosen[a] * width + chosen[b]] * scale[a] * scale[b]
  return correlations
}
