import erfc from '@stdlib/math-base-special-erfc'
import type { RandomValues } from '../statistics/random-values.ts'
import { crossMeans, type CrossedMeans } from '../sweep/exponents/crossed-values.ts'
import { extrapolateEnsembles } from '../sweep/exponents/ensemble-limit.ts'

/** Planted law of errors: limit + factor · size^−exponent for chunks, and for networks together. */
export interface PlantedErrors {
  /** Chunk sizes, ascending. */
  readonly sizes: readonly number[]
  readonly width: number
  readonly seeds: number
  readonly inputs: number
  readonly limit: number
  readonly factor: number
  readonly exponent: number
  /** Exponent by which k networks of the width come near the limit: 1 for 1/k. */
  readonly approach: number
  /** Standard deviation of a network's log error between seeds. */
  readonly spread: number
}

/** Share of the variance of what a network makes of an input that all networks have in common. */
const COMMON = 0.94

/**
 * Draws the errors of networks, of their chunks and of networks together on the same test inputs. A network sees an input at
 * u = √c z + √(1 − c) ε, with z of the input and ε of the input and the network, standard normal, and errs where u lies below the
 * quantile of its planted error. Networks together have the mean of their ε, scaled to variance 1, so that sets that share networks
 * err alike. A chunk of w of W neurons has √(w / W) of its network's ε, and noise of its own; its value is the probability
 * of an error over that noise, as the mean over many draws tends to.
 */
export function simulateErrors(plan: PlantedErrors, random: RandomValues): CrossedMeans {
  const { sizes, width, seeds, inputs, limit, factor, exponent, approach, spread } = plan
  const [common, own] = [Math.sqrt(COMMON), Math.sqrt(1 - COMMON)]
  const normals = () => Float64Array.from({ length: inputs }, random.normal)
  const inputsOf = normals().map((z) => common * z)
  const noise = Array.from({ length: seeds }, normals)
  const scales = Array.from({ length: seeds }, () => Math.exp(spread * random.normal()))
  const chunks = sizes.map((size) =>
    scales.map((scale, seed) => {
      const threshold = quantileOf(scale * (limit + factor * size ** -exponent))
      const [kept, drawn] = [own * Math.sqrt(size / width), own * Math.sqrt(1 - size / width)]
      return inputsOf.map((z, n) => normalTail((z + kept * noise[seed][n] - threshold) / drawn))
    }),
  )
  const excess = factor * width ** -exponent
  const together = extrapolateEnsembles(seeds, (runs) => {
    const scale = runs.reduce((sum, run) => sum + scales[run], 0) / runs.length
    const threshold = quantileOf(scale * (limit + excess * runs.length ** -approach))
    const share = own / Math.sqrt(runs.length)
    return inputsOf.map((z, n) => Number(z + share * runs.reduce((sum, run) => sum + noise[run][n], 0) < threshold))
  })!
  // Two networks have no jackknife, and so one value.
  const isOne = together[0].length < seeds
  return crossMeans(isOne ? [{ values: chunks }, { values: together }] : [{ values: [...chunks, ...together] }])
} // prettier-ignore

function normalTail(x: number): number {
  return erfc(x / Math.SQRT2) / 2
}

/** Returns the value below which a standard normal variable lies with a probability, by bisection. */
function quantileOf(probability: number): number {
  let [low, high] = [-10, 10]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (normalTail(-middle) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
