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

/** Intrinsic dimension and its standard error. */
interface GrideEstimate {
  readonly dimension: number
  readonly error: number
}

/**
 * Returns the Gride estimate (Denti, Doimo, Laio, Mira, Scientific Reports 12, 20005, 2022): the dimension d of
 * greatest likelihood of μ = r_n₂ / r_n₁, from its logarithms, one per point. The derivative of the log likelihood
 * vanishes at (N − 1)/d = Σ ((n₁ − n₂ + 1) / (1 − μ⁻ᵈ) + n₂ − 1) log μ, with N − 1 for N as in 2NN, which is the case
 * n₁ = 1, n₂ = 2. The standard error is by Fisher's information. Null if all neighbours of every point are equally
 * distant.
 */
export function gride(logarithms: Float64Array, n1: number, n2: number): GrideEstimate | null {
  const count = logarithms.length
  const between = n2 - n1 - 1
  // log μ / (1 − μ⁻ᵈ) tends to 1/d as μ tends to 1.
  const ratio = (log: number, d: number) => (log > 0 ? log / -Math.expm1(-d * log) : 1 / d)
  const slope = (d: number) => {
    let sum = 0
    for (const log of logarithms) sum += (n2 - 1) * log - (between > 0 ? between * ratio(log, d) : 0)
    return (count - 1) / d - sum
  }
  if (count < 2 || !logarithms.some((log) => log > 0)) return null
  let [low, high] = [1, 2]
  while (slope(low) < 0) low /= 2
  while (slope(high) > 0) high *= 2
  for (let step = 0; step < 60 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2
    if (slope(middle) > 0) low = middle
    else high = middle
  }
  const dimension = (low + high) / 2
  let information = count / dimension ** 2
  for (const log of logarithms)
    if (between > 0) information += between * ratio(log, dimension) ** 2 * Math.exp(-dimension * log)
  return { dimension, error: 1 / Math.sqrt(information) }
}
