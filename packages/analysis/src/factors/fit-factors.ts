import { type Algebra, transpose } from '@mitoscope/tensor/compute'
import { leadingEigen } from './leading-eigen.ts'
import { solveSquares } from './solve-squares.ts'

/** Factor model of a layer: covariance ΛΛᵀ + Ψ, few shared signals and noise of each neuron's own. */
export interface FactorFit {
  /** Number q of factors. */
  readonly count: number
  /** Variances Ψ of the neurons' own noise, as shares of their variances, [size]. */
  readonly noise: Float64Array
  /** Leading eigenvalues of Ψ^−½ C Ψ^−½, C the correlation, descending: those of the factors and some more. */
  readonly values: Float64Array
  /** Eigenvectors to these values, [values.length, size]. */
  readonly vectors: Float64Array
}

/** Smallest share of a neuron's variance that its own noise may have: below it the likelihood may have no maximum (Heywood). */
const LEAST_NOISE = 0.005
/** Returns the number of eigenvalues to compute beyond those of the factors, to see whether there are more. */
const beyond = (count: number) => Math.max(8, count >> 1)
const STEPS = 60
/** Rounds of the eigenvectors' iteration at each step, which begins from those of the step before, and at the last. */
const [STEP_ROUNDS, FINAL_ROUNDS] = [3, 40]
/** Largest change of log Ψ at which the fit ends. */
const ENOUGH = 1e-4

/** Returns the greatest number of factors that leaves degrees of freedom to the model (Ledermann, Psychometrika 2, 1937). */
export function mostFactors(size: number): number {
  return Math.max(0, Math.floor((2 * size + 1 - Math.sqrt(8 * size + 1)) / 2) - 1)
}

/**
 * Fits a factor model of `count` factors to a correlation matrix [size, size] by maximum likelihood. For given Ψ the
 * loadings are the leading eigenvectors; Newton's method maximises over log Ψ, with second derivatives approximated by the
 * squares of the entries of the projection off the factors (Jöreskog, Psychometrika 32, 1967). Begins at `start`.
 */
export function fitFactors(
  algebra: Algebra,
  correlation: Float64Array,
  size: number,
  count: number,
  start?: Pick<FactorFit, 'noise' | 'vectors'>,
): FactorFit {
  const asked = Math.min(size, count + beyond(count))
  const separate = (logs: Float64Array, rounds: number, near?: Float64Array) => {
    const noise = logs.map(Math.exp)
    const whitened = whiten(correlation, size, noise)
    return { count, noise, ...leadingEigen(algebra, whitened, size, asked, count, rounds, near) }
  }
  const logs = Float64Array.from(start?.noise ?? guessNoise(algebra, correlation, size, count), Math.log)
  const floor = Math.log(LEAST_NOISE)
  let fit = separate(logs, FINAL_ROUNDS, start?.vectors)
  for (let step = 0; step < STEPS; step++) {
    const change = newtonStep(algebra, fit, size, logs, floor)
    const longest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    // A long step would leave the region where the quadratic holds.
    const scale = Math.min(1, 1 / longest)
    for (let i = 0; i < size; i++) logs[i] = Math.min(0, Math.max(floor, logs[i] + scale * change[i]))
    const isLast = !(longest > ENOUGH)
    fit = separate(logs, isLast ? FINAL_ROUNDS : STEP_ROUNDS, fit.vectors)
    if (isLast) break
  }
  return fit
}

/** Returns Ψ^−½ C Ψ^−½. */
export function whiten(matrix: Float64Array, size: number, noise: Float64Array): Float64Array {
  const scale = noise.map((value) => 1 / Math.sqrt(value))
  const whitened = new Float64Array(size * size)
  for (let i = 0, at = 0; i < size; i++)
    for (let j = 0; j < size; j++, at++) whitened[at] = matrix[at] * scale[i] * scale[j]
  return whitened
}

/** Returns the projection off the factors in units of the noise, P = I − Σ v vᵀ, [size, size]. */
export function projectionOff(algebra: Algebra, { count, vectors }: FactorFit, size: number): Float64Array {
  const projection = new Float64Array(size * size)
  if (count > 0) {
    const columns = transpose(vectors.subarray(0, count * size), count, size)
    const products = algebra.multiplyTransposed(columns, size, columns, size, count)
    for (let i = 0; i < projection.length; i++) projection[i] = -products[i]
  }
  for (let i = 0; i < size; i++) projection[i * (size + 1)] += 1
  return projection
}

/** First guess of Ψ: what the leading principal components leave of each variance. */
function guessNoise(algebra: Algebra, correlation: Float64Array, size: number, count: number): Float64Array {
  const { values, vectors } = leadingEigen(
    algebra,
    correlation,
    size,
    Math.min(size, count + beyond(count)),
    0,
    STEP_ROUNDS,
  )
  return Float64Array.from({ length: size }, (_, i) => {
    let left = 1
    for (let m = 0; m < count; m++) left -= values[m] * vectors[m * size + i] ** 2
    return Math.min(1, Math.max(4 * LEAST_NOISE, left))
  })
}

/** Returns the change of log Ψ, −G⁻¹ g with g the gradient and G the squared projection; 0 where Ψ is held by a bound. */
function newtonStep(
  algebra: Algebra,
  fit: FactorFit,
  size: number,
  logs: Float64Array,
  floor: number,
): Float64Array {
  const { count, noise, values, vectors } = fit
  const downhill = Float64Array.from({ length: size }, (_, i) => {
    let left = 1 / noise[i] - 1
    for (let m = 0; m < count; m++) left -= (values[m] - 1) * vectors[m * size + i] ** 2
    return left
  })
  const isFree = downhill.map((slope, i) =>
    Number(!(logs[i] <= floor && slope < 0) && !(logs[i] >= 0 && slope > 0)),
  )
  return solveSquares(projectionOff(algebra, fit, size), size, isFree, downhill)
}
