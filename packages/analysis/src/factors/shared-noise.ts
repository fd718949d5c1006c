import { type Algebra, choleskyTolerant, solveTriangular, transpose } from '@mitoscope/tensor/compute'
import { falseDiscoveryThreshold, normalPValue } from '../statistics/significance.ts'
import { type FactorFit, fitFactors, mostFactors, projectionOff, whiten } from './fit-factors.ts'

/** Two neurons whose own noise is correlated. */
export interface NoisePair {
  /** Indices of the neurons, a > b. */
  readonly a: number
  readonly b: number
  /** Correlation of their own noise. */
  readonly value: number
  /** Two-sided p-value against independent noise. */
  readonly p: number
}

/** Shared signals and noise of a layer, told apart. */
export interface LayerModel {
  readonly fit: FactorFit
  /** Pairs that share noise at the false discovery rate, smallest p-value first. */
  readonly pairs: readonly NoisePair[]
  /** Spread of the scores of all pairs, 1 if all noise is independent; above 1 weak signals are left that no factor tells. */
  readonly spread: number
  /** Correlation of the own noise of two neurons by the model, not tested. */
  readonly correlationOf: (a: number, b: number) => number
}

export interface ModelOptions {
  /** False discovery rate of the pairs. */
  readonly rate: number
  /** Greatest number of factors; as many as leave degrees of freedom by default. */
  readonly most?: number
  /** Called often; throws to cancel. */
  readonly check?: () => void
}

/** Eigenvalue up to which two neurons that share all their noise may raise it; a factor of the first pass is above it. */
const PAIR_EIGENVALUE = 2
/** Quantiles of the Tracy–Widom law of order 1: .999, at which a factor counts, and .5, if pairs were found that a weak factor would explain. */
const [SURE, LIKELY] = [3.27, -1.27]
const ROUNDS = 8
/** Greatest number of pairs that are fitted jointly. */
const MOST_JOINT = 1000

/**
 * Separates what the neurons of a layer share from their own noise, and tests each pair of neurons for shared noise.
 *
 * The number of factors is that of the eigenvalues of the covariance in units of the noise above the edge of noise
 * (Johnstone, Ann. Stat. 29, 2001), counted and fitted until it is stable. A pair's score, of Lagrange's multiplier for
 * the covariance of its noise, is standard normal if its noise is independent. Scores are divided by their spread over
 * all pairs if that is above 1 (Efron's empirical null, J. Am. Stat. Assoc. 99, 2004), and pairs are called at a false discovery rate
 * (Benjamini and Hochberg). Called pairs are taken out of the covariance, and factors are counted again,
 * until the pairs stay the same. Last, the called pairs are fitted jointly, and those that only follow from others are dropped.
 *
 * `correlation` is [size, size] over `rows` samples.
 */
export function modelLayer(
  algebra: Algebra,
  correlation: Float64Array,
  size: number,
  rows: number,
  { rate, most = Infinity, check = () => {} }: ModelOptions,
): LayerModel {
  // Each factor takes one degree of freedom of the rows; at least half of them are left to the test.
  const limits = { rows, most: Math.min(most, mostFactors(size), Math.max(0, (rows >> 1) - 1)), check }
  const count = (of: Float64Array, least: number, quantile: number, start?: FactorFit) =>
    countFactors({ algebra, correlation: of, size, least, quantile, ...limits }, start)
  let fit = count(correlation, PAIR_EIGENVALUE, SURE)
  let tested = testPairs(algebra, correlation, size, rows, fit, rate)
  const seen = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const key = tested.called.join()
    if (seen.has(key)) break
    seen.add(key)
    const { called } = tested
    const isSparse = called.length > 0 && called.length <= Math.min(size, MOST_JOINT)
    const rest = isSparse ? withoutPairs(correlation, size, fit, tested) : correlation
    fit = count(rest, 0, isSparse ? LIKELY : SURE, fit)
    tested = testPairs(algebra, correlation, size, rows, fit, rate)
  }
  const { spread } = tested
  return {
    fit,
    spread,
    pairs: dropFollowers(tested, size, rows, fit),
    correlationOf: (a, b) => tested.remainder[a * size + b] / information(tested.projection, size, a, b),
  }
}

interface Counting {
  readonly algebra: Algebra
  readonly correlation: Float64Array
  readonly size: number
  readonly rows: number
  readonly least: number
  readonly quantile: number
  readonly most: number
  readonly check: () => void
}

/** Fits factors, as many as have eigenvalues above the edge of noise and above `least`, from those of `start` on. */
function countFactors(
  { algebra, correlation, size, rows, least, quantile, most, check }: Counting,
  start?: FactorFit,
): FactorFit {
  let fit = fitFactors(algebra, correlation, size, start?.count ?? 0, start)
  for (;;) {
    check()
    const { count } = fit
    const limit = Math.max(least, noiseEdge(rows - 1 - count, size - count, quantile))
    let more = 0
    while (count + more < fit.values.length && fit.values[count + more] > limit) more++
    if (more === 0 || count >= most) return fit
    fit = fitFactors(algebra, correlation, size, Math.min(most, count + more), fit)
  }
}

/** Quantile of the largest eigenvalue of the covariance of pure noise (Johnstone, Ann. Stat. 29, 2001, theorem 1). */
function noiseEdge(rows: number, size: number, quantile: number): number {
  const [a, b] = [Math.sqrt(rows - 1), Math.sqrt(size)]
  return ((a + b) ** 2 + quantile * (a + b) * (1 / a + 1 / b) ** (1 / 3)) / rows
}

interface Tested {
  /** P S P − P in units of the noise, with P the projection off the factors, [size, size]. */
  readonly remainder: Float64Array
  readonly projection: Float64Array
  readonly spread: number
  /** Places a · size + b of the called pairs, a > b, ascending. */
  readonly called: readonly number[]
  /** Largest p-value that is called. */
  readonly limit: number
}

function testPairs(
  algebra: Algebra,
  correlation: Float64Array,
  size: number,
  rows: number,
  fit: FactorFit,
  rate: number,
): Tested {
  const projection = projectionOff(algebra, fit, size)
  const remainder = remainderOf(algebra, whiten(correlation, size, fit.noise), size, fit)
  const scale = Math.sqrt(rows - 1 - fit.count)
  const scores = new Float64Array((size * (size - 1)) / 2)
  for (let a = 1, i = 0; a < size; a++)
    for (let b = 0; b < a; b++, i++)
      scores[i] = Math.abs(scale * remainder[a * size + b]) / Math.sqrt(information(projection, size, a, b))
  // Half of all |z| are below .6745 if they are standard normal; a single neuron has no pairs.
  const spread = Math.max(1, (scores.toSorted().at(scores.length >> 1) ?? 0) / 0.6744897501960817)
  const p = scores.map((score) => normalPValue(score / spread))
  const limit = falseDiscoveryThreshold(p, rate)
  const called: number[] = []
  for (let a = 1, i = 0; a < size; a++)
    for (let b = 0; b < a; b++, i++) if (p[i] <= limit) called.push(a * size + b)
  return { remainder, projection, spread, called, limit }
}

/** Fisher's information of the covariance of two neurons' noise, per row and in units of the noise, given the factors. */
function information(projection: Float64Array, size: number, a: number, b: number): number {
  return projection[a * (size + 1)] * projection[b * (size + 1)] + projection[a * size + b] ** 2
}

/** Returns P S P − P for P = I − Σ v vᵀ, by products with the few v. */
function remainderOf(algebra: Algebra, whitened: Float64Array, size: number, fit: FactorFit): Float64Array {
  const { count, vectors } = fit
  const remainder = whitened.slice()
  for (let i = 0; i < size; i++) remainder[i * (size + 1)] -= 1
  if (count === 0) return remainder
  const leading = vectors.subarray(0, count * size)
  const columns = transpose(leading, count, size)
  // U = (S − I) V − V (Vᵀ (S − I) V) / 2, so that U Vᵀ + V Uᵀ takes the part along the factors out once.
  const images = algebra.multiplyTransposed(remainder, size, leading, count, size)
  const inner = algebra.multiplyTransposed(transpose(images, size, count), count, leading, count, size)
  const along = algebra.multiplyTransposed(columns, size, inner, count, count)
  for (let i = 0; i < images.length; i++) images[i] -= along[i] / 2
  const products = algebra.multiplyTransposed(images, size, columns, size, count)
  for (let i = 0, at = 0; i < size; i++)
    for (let j = 0; j < size; j++, at++) remainder[at] -= products[at] + products[j * size + i]
  return remainder
}

/** Estimates the noise covariances of all called pairs together: each with its variance per row, both in units of the noise. */
function fitJointly(called: readonly number[], { remainder, projection }: Tested, size: number) {
  const n = called.length
  const places = called.map((place) => [Math.floor(place / size), place % size] as const)
  const matrix = new Float64Array(n * n)
  const at = (i: number, j: number) => projection[i * size + j]
  places.forEach(([a, b], x) => {
    places.forEach(([c, d], y) => (matrix[x * n + y] = at(a, c) * at(b, d) + at(a, d) * at(b, c)))
    matrix[x * (n + 1)] += 1e-12
  })
  const { factor } = choleskyTolerant(matrix, n)
  const half = solveTriangular(
    factor,
    n,
    Float64Array.from(called, (place) => remainder[place]),
    1,
  )
  const covariances = solveTriangular(factor, n, half, 1, { transpose: true })
  const unit = new Float64Array(n * n)
  for (let i = 0; i < n; i++) unit[i * (n + 1)] = 1
  const inverse = solveTriangular(factor, n, unit, n)
  const variances = new Float64Array(n)
  for (let k = 0; k < n; k++) for (let i = 0; i <= k; i++) variances[i] += inverse[k * n + i] ** 2
  return { covariances, variances }
}

/** Returns the correlations without the noise covariances of the called pairs. */
function withoutPairs(
  correlation: Float64Array,
  size: number,
  { noise }: FactorFit,
  tested: Tested,
): Float64Array {
  const rest = correlation.slice()
  const { covariances } = fitJointly(tested.called, tested, size)
  tested.called.forEach((place, i) => {
    const [a, b] = [Math.floor(place / size), place % size]
    const covariance = covariances[i] * Math.sqrt(noise[a] * noise[b])
    rest[place] -= covariance
    rest[b * size + a] -= covariance
  })
  return rest
}

/** Returns the called pairs, without those that are not significant once all others are in the model (Wald's test). */
function dropFollowers(tested: Tested, size: number, rows: number, fit: FactorFit): NoisePair[] {
  const { remainder, projection, spread, limit } = tested
  const scale = Math.sqrt(rows - 1 - fit.count) / spread
  const describe = (place: number, value: number, score: number): NoisePair => {
    const [a, b] = [Math.floor(place / size), place % size]
    return { a, b, value, p: normalPValue(score) }
  }
  const bySignificance = (pairs: NoisePair[]) =>
    pairs.toSorted((x, y) => x.p - y.p || Math.abs(y.value) - Math.abs(x.value))
  let called = tested.called
  if (called.length > Math.min(size, MOST_JOINT))
    return bySignificance(
      called.map((place) => {
        const known = information(projection, size, Math.floor(place / size), place % size)
        return describe(place, remainder[place] / known, (scale * remainder[place]) / Math.sqrt(known))
      }),
    )
  for (;;) {
    const { covariances, variances } = fitJointly(called, tested, size)
    const pairs = called.map((place, i) =>
      describe(place, covariances[i], (scale * covariances[i]) / Math.sqrt(variances[i])),
    )
    const kept = pairs.filter(({ p }) => p <= limit)
    if (kept.length === pairs.length) return bySignificance(pairs)
    called = kept.map(({ a, b }) => a * size + b)
  }
}
