/** Independent neurons of a representation, and all neurons in an orthonormal basis of their span. */
export interface Whitened {
  /** Number of independent neurons. */
  readonly rank: number
  /** Indices of the independent neurons, [rank]. */
  readonly picks: Int32Array
  /**
   * Coordinates of all neurons divided by their deviations, [width, rank]; lower triangular in the rows of the picks.
   */
  readonly factor: Float64Array
  /** Roots of the diagonal, √G_jj, [width]. */
  readonly deviations: Float64Array
}

/**
 * Factorises a centred Gram matrix [width, width] by Cholesky with pivoting, scaled to correlations so that neurons of
 * small scale count as much as others. It ends when at most the share `negligible` of any neuron's variance is left.
 */
export function whiten(gram: Float64Array, width: number, negligible: number): Whitened {
  const deviations = Float64Array.from({ length: width }, (_, j) => Math.sqrt(gram[j * (width + 1)]))
  const left = deviations.map((deviation) => (deviation > 0 ? 1 : 0))
  const factor = new Float64Array(width * width)
  const picks: number[] = []
  for (let rank = 0; rank < width; rank++) {
    let pick = 0
    for (let j = 1; j < width; j++) if (left[j] > left[pick]) pick = j
    if (!(left[pick] > negligible)) break
    const root = Math.sqrt(left[pick])
    const own = pick * width
    for (let j = 0; j < width; j++) {
      if (!(left[j] > 0) || j === pick) continue
      const row = j * width
      let value = gram[own + j] / (deviations[pick] * deviations[j])
      for (let k = 0; k < rank; k++) value -= factor[own + k] * factor[row + k]
      factor[row + rank] = value / root
      left[j] = Math.max(0, left[j] - factor[row + rank] ** 2)
    }
    factor[own + rank] = root
    left[pick] = 0
    picks.push(pick)
  }
  return {
    rank: picks.length,
    picks: Int32Array.from(picks),
    factor: narrow(factor, width, picks.length),
    deviations,
  }
}

/** Returns the first columns of a square matrix. */
function narrow(matrix: Float64Array, width: number, columns: number): Float64Array {
  if (columns === width) return matrix
  const narrowed = new Float64Array(width * columns)
  for (let j = 0; j < width; j++) narrowed.set(matrix.subarray(j * width, j * width + columns), j * columns)
  return narrowed
}
