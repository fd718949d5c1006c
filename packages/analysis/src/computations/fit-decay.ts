/** Largest factor by which a mean excess may differ from the law and still belong to it. */
const ONSET_FACTOR = 1.25
/** Exponents between which the best one is looked for. */
const [LEAST, MOST] = [0.02, 4]
/** Number of exponents that are tried, evenly in their logarithm, and of halvings around the best one. */
const [TRIED, HALVINGS] = [80, 40]

export interface DecayFit {
  readonly exponent: number
  readonly factor: number
  readonly asymptote: number
  /** Smallest size from which all mean errors follow the law; null if the largest does not. */
  readonly onset: number | null
}

export interface DecaySettings {
  /** Smallest fitted size. */
  readonly from: number
  /** Size of the whole layer, which is not fitted: it is one chunk and not a sample of them. */
  readonly below: number
  /** Given error_∞; null to fit it too. */
  readonly asymptote: number | null
}

/**
 * Fits error = error_∞ + a · w^(−b) to mean errors by least squares of their relative misfit on the linear scale, where a mean
 * below error_∞ counts like any other; in log it would have to be left out. At a given b the law is linear in the
 * rest. Null with fewer than three sizes.
 */
export function fitDecay(
  sizes: readonly number[],
  means: readonly number[],
  { from, below, asymptote }: DecaySettings,
): DecayFit | null {
  const used = sizes.map((_, i) => i).filter((i) => sizes[i] >= from && sizes[i] < below)
  if (used.length < 3) return null
  const at = (exponent: number) => solve(used.map((i) => sizes[i]), used.map((i) => means[i]), exponent, asymptote) // prettier-ignore
  const step = (MOST / LEAST) ** (1 / (TRIED - 1))
  const tried = Array.from({ length: TRIED }, (_, i) => LEAST * step ** i)
  const best = tried.reduce((one, other) => (at(other).misfit < at(one).misfit ? other : one))
  let [low, high] = [Math.max(LEAST, best / step), Math.min(MOST, best * step)]
  for (let i = 0; i < HALVINGS; i++) {
    const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618]
    if (at(a).misfit < at(b).misfit) high = b
    else low = a
  }
  const exponent = (low + high) / 2
  const { factor, limit } = at(exponent)
  return { exponent, factor, asymptote: limit, onset: onsetOf(sizes, means, { exponent, factor, limit }) }
}

interface Solution {
  readonly factor: number
  readonly limit: number
  readonly misfit: number
}

/** Returns the best factor and limit at an exponent, by least squares weighted by 1 / mean². */
function solve(
  sizes: readonly number[],
  means: readonly number[],
  exponent: number,
  given: number | null,
): Solution {
  const shapes = sizes.map((size) => size ** -exponent)
  let [s, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0]
  shapes.forEach((x, i) => {
    const weight = 1 / Math.max(1e-12, means[i]) ** 2
    const y = means[i] - (given ?? 0)
    s += weight
    sx += weight * x
    sy += weight * y
    sxx += weight * x * x
    sxy += weight * x * y
  })
  const factor = given === null ? (s * sxy - sx * sy) / (s * sxx - sx * sx) : sxy / sxx
  const limit = given ?? (sy - factor * sx) / s
  const misfit = shapes.reduce(
    (sum, x, i) => sum + ((means[i] - limit - factor * x) / Math.max(1e-12, means[i])) ** 2,
    0,
  )
  return { factor, limit, misfit }
}

function onsetOf(
  sizes: readonly number[],
  means: readonly number[],
  { exponent, factor, limit }: Pick<Solution, 'factor' | 'limit'> & { readonly exponent: number },
): number | null {
  let onset = null
  for (let i = sizes.length - 1; i >= 0; i--) {
    const ratio = (means[i] - limit) / (factor * sizes[i] ** -exponent)
    if (!(ratio < ONSET_FACTOR && ratio > 1 / ONSET_FACTOR)) break
    onset = sizes[i]
  }
  return onset
}
