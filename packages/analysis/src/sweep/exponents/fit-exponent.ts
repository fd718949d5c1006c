import { tQuantile } from '../../statistics/intervals.ts'
import { invertTest } from '../laws/invert-test.ts'
import type { CrossedMeans } from './crossed-values.ts'

/** Exponents between which an interval is looked for. */
const [LEAST, MOST] = [0.02, 4]

/** Law excess = factor · size^−exponent, fitted to mean excesses on the linear scale. */
export interface ExponentFit {
  readonly exponent: number
  readonly factor: number
  /** Limit that was subtracted. */
  readonly limit: number
  readonly excesses: readonly number[]
  /** 95 % interval of the exponent; null where seeds are too few for one. */
  readonly ends: readonly [low: number, high: number] | null
  /** Half the 95 % interval of the smallest excess; null where seeds are too few. */
  readonly half: number | null
  /** Half a 95 % interval in standard errors, at the exponent 1/2. */
  readonly quantile: number | null
  /** Expectation of the test of 1/2 in standard errors, if the exponent were another one. */
  readonly signalOf: ((exponent: number) => number) | null
}

/**
 * Fits the exponent by which quantities, one per size, come near a limit, which is a quantity too: `limit` is its index,
 * those of the sizes come first. Weighted least squares on the linear scale keep excesses below zero. The interval holds every exponent that
 * its score test does not reject: at a true exponent b the residuals of the law with its best factor have expectation 0, so
 * that their combination along the derivative by b, linear in all means, is tested by Student's t with the variance of that very
 * combination, the limit's included.
 */
export function fitExponent(sizes: readonly number[], crossed: CrossedMeans, limit: number): ExponentFit {
  const { means } = crossed
  const excesses = sizes.map((_, i) => means[i] - means[limit])
  /** Weights of all means in a combination of excesses. */
  const combine = (weights: readonly number[]) => {
    const all = means.map((_, i) => weights[i] ?? 0)
    all[limit] = -weights.reduce((sum, weight) => sum + weight, 0)
    return all
  }
  const single = sizes.map((_, i) => crossed.varianceOf(combine(sizes.map((__, j) => Number(i === j)))))
  const precision = single.map((found) => (found && found.variance > 0 ? 1 / found.variance : 1))
  const logs = sizes.map(Math.log)
  const centre = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const shape = (exponent: number) => logs.map((log) => Math.exp(-exponent * (log - centre)))
  const bestFactor = (f: readonly number[], y: readonly number[]) =>
    sumOf(f, (value, i) => precision[i] * value * y[i]) / sumOf(f, (value, i) => precision[i] * value ** 2)
  const misfit = (exponent: number) => {
    const f = shape(exponent)
    const factor = bestFactor(f, excesses)
    return sumOf(f, (value, i) => precision[i] * (excesses[i] - factor * value) ** 2)
  }
  const exponent = minimise(misfit)
  const factor = bestFactor(shape(exponent), excesses) * Math.exp(exponent * centre)
  const score = (at: number) => {
    const f = shape(at)
    const derivative = f.map((value, i) => -value * (logs[i] - centre))
    const along = bestFactor(f, derivative)
    const weights = derivative.map((value, i) => precision[i] * (value - along * f[i]))
    const found = crossed.varianceOf(combine(weights))
    return { weights, found }
  }
  const distance = (at: number) => {
    const { weights, found } = score(at)
    const t = Math.abs(sumOf(weights, (weight, i) => weight * excesses[i])) / Math.sqrt(found!.variance)
    return t - quantileOf(found!.freedom)
  }
  const last = single.at(-1)!
  const isKnown = single.every((found) => found !== null && found.variance > 0)
  if (!isKnown || !last) return { exponent, factor, limit: means[limit], excesses, ends: null, half: null, quantile: null, signalOf: null } // prettier-ignore
  const atHalf = score(0.5)
  const half = tQuantile(last.freedom) * Math.sqrt(last.variance)
  return {
    exponent,
    factor,
    limit: means[limit],
    excesses,
    ends: invertTest(distance, 0, { from: LEAST, to: MOST, inside: exponent }),
    half,
    quantile: tQuantile(atHalf.found!.freedom),
    signalOf(other) {
      const f = shape(other)
      const expected = bestFactor(f, excesses)
      const mean = Math.abs(sumOf(atHalf.weights, (weight, i) => weight * expected * f[i]))
      return mean / Math.sqrt(atHalf.found!.variance)
    },
  }
}

/** Quantiles by degrees of freedom: an interval asks for hundreds, most of them alike. */
const quantiles = new Map<number, number>()

/** Returns the 0.975 quantile of Student's t, with the degrees of freedom rounded down to a hundredth of their size. */
function quantileOf(freedom: number): number {
  const step = 10 ** Math.floor(Math.log10(freedom) - 2)
  const rounded = Number((Math.floor(freedom / step) * step).toPrecision(3))
  let quantile = quantiles.get(rounded)
  if (quantile === undefined) quantiles.set(rounded, (quantile = tQuantile(rounded)))
  return quantile
}

function sumOf(values: readonly number[], of: (value: number, index: number) => number): number {
  return values.reduce((sum, value, i) => sum + of(value, i), 0)
}

/** Returns the exponent of least misfit: the best of a grid, refined by golden sections. */
function minimise(misfit: (exponent: number) => number): number {
  const grid = Array.from({ length: 80 }, (_, i) => LEAST * (MOST / LEAST) ** (i / 79))
  let best = 0
  const values = grid.map(misfit)
  values.forEach((value, i) => {
    if (value < values[best]) best = i
  })
  let [low, high] = [grid[Math.max(0, best - 1)], grid[Math.min(grid.length - 1, best + 1)]]
  const ratio = (Math.sqrt(5) - 1) / 2
  for (let i = 0; i < 40; i++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (misfit(a) < misfit(b)) high = b
    else low = a
  }
  return (low + high) / 2
}
