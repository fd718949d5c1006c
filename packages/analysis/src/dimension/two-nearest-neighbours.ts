/** Intrinsic dimension by both forms of 2NN; null if all neighbours of every point are equally distant. */
interface TwoNearestNeighbours {
  readonly fit: number | null
  readonly maximumLikelihood: number | null
}

/**
 * Returns the 2NN estimates (Facco, d'Errico, Rodriguez, Laio, Scientific Reports 7, 12140, 2017) from the logarithms
 * of μ = r₂ / r₁, one per point. `fit`: slope through the origin of −log(1 − i/N) against the i-th smallest log μ,
 * without the share `discard` of the largest ones; `maximumLikelihood`: (N − 1) / Σ log μ, over all points.
 */
export function twoNearestNeighbours(logarithms: Float64Array, discard: number): TwoNearestNeighbours {
  const count = logarithms.length
  const sorted = logarithms.slice().sort()
  const used = Math.min(count - 1, Math.floor(count * (1 - discard)))
  let [products, squares, sum] = [0, 0, 0]
  for (let i = 0; i < count; i++) {
    sum += sorted[i]
    if (i >= used) continue
    products -= sorted[i] * Math.log(1 - (i + 1) / count)
    squares += sorted[i] * sorted[i]
  }
  return {
    fit: squares > 0 ? products / squares : null,
    maximumLikelihood: sum > 0 ? (count - 1) / sum : null,
  }
}
