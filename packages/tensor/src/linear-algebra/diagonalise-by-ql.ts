/**
 * Applies the QL method with implicit shifts to a tridiagonal matrix. `d` becomes the eigenvalues, and the rows of
 * `vectors`, if given, are rotated likewise. Off-diagonal entries of at most `negligible` count as zero.
 */
export function diagonaliseByQl(
  d: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array | undefined,
  negligible = 0,
): void {
  const size = d.length
  if (![d, offDiagonal].every((part) => part.every(Number.isFinite)))
    throw new Error('A matrix with values that are not finite has no eigenvalues')
  const e = new Float64Array(size)
  e.set(offDiagonal.subarray(1))
  for (let l = 0; l < size; l++) {
    for (let pass = 0; ; pass++) {
      let m = l
      const isCoupled = (at: number) =>
        Math.abs(e[at]) > Math.max(negligible, Number.EPSILON * (Math.abs(d[at]) + Math.abs(d[at + 1])))
      while (m < size - 1 && isCoupled(m)) m++
      if (m === l) break
      if (pass === 60) throw new Error('The eigenvalues did not converge')
      sweep(d, e, l, m, vectors)
    }
  }
}

/** Applies one implicit QL step to rows l to m. */
function sweep(
  d: Float64Array,
  e: Float64Array,
  l: number,
  m: number,
  vectors: Float64Array | undefined,
): void {
  let g = (d[l + 1] - d[l]) / (2 * e[l])
  let r = Math.hypot(g, 1)
  g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r))
  let sine = 1
  let cosine = 1
  let p = 0
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i]
    const b = cosine * e[i]
    r = Math.hypot(f, g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1] -= p
      e[m] = 0
      return
    }
    sine = f / r
    cosine = g / r
    g = d[i + 1] - p
    r = (d[i] - g) * sine + 2 * cosine * b
    p = sine * r
    d[i + 1] = g + p
    g = cosine * r - b
    if (vectors !== undefined) rotateRows(vectors, d.length, i, sine, cosine)
  }
  d[l] -= p
  e[l] = g
  e[m] = 0
}

function rotateRows(vectors: Float64Array, size: number, row: number, sine: number, cosine: number): void {
  const upper = row * size
  const lower = upper + size
  for (let k = 0; k < size; k++) {
    const f = vectors[lower + k]
    vectors[lower + k] = sine * vectors[upper + k] + cosine * f
    vectors[upper + k] = cosine * vectors[upper + k] - sine * f
  }
}
