import { openRandom, type RandomValues } from '../../statistics/random-values.ts'
import { fitPlateau, fitPowerLaw, type PlateauLaw, type PowerLaw } from './plateau-law.ts'
import type { PooledSizes, WidthMean } from './pool-seeds.ts'

/**
 * Largest p-value of the law without a plateau at which one is supported. The bootstrap draws from a fitted law, which at a handful of
 * widths makes it a little too sure: by simulation up to 7 % of sweeps without a plateau fall below 0.05 where seeds spread by 30 %, and
 * at most 5 % below 0.03.
 */
export const SUPPORT = 0.03
/** Level at which a law with a plateau is rejected, and at which widths stray from it. */
export const LEVEL = 0.05

/** The law with a plateau against that without one. */
export interface LawComparison {
  /** AIC without a plateau minus AIC with one. */
  readonly aicDifference: number
  /** Share of sweeps without a plateau in which a plateau fits better by as much as here, or more. */
  readonly pPower: number
  /** Share of sweeps with a plateau in which it fits better by as little as here, or less. */
  readonly pPlateau: number
  /** Share of sweeps with the fitted plateau in which the law without one is rejected at the level. */
  readonly power: number
  /** True if the means stray from the law with a plateau by more than their seeds explain, at the same level. */
  readonly strays: boolean
}

/**
 * Compares both laws by a parametric bootstrap of the difference of their misfits (after Cox, J. R. Stat. Soc. B 24,
 * 1962, for laws of which neither contains the other): sweeps of the same widths and seeds are drawn from each fitted law, and
 * the difference of the data is held beside theirs. Both laws have two parameters, so that AIC and its correction for few
 * points have the same difference, but no threshold on it has a known error rate at a handful of widths.
 */
export function compareLaws(pooled: PooledSizes, resamples = 999): LawComparison {
  const { means, within } = pooled
  const [plateau, power] = [fitPlateau(means), fitPowerLaw(means)]
  const observed = contrast(means, within.squares, within.freedom)
  const random = openRandom(3, 'laws of w*')
  const [underPower, underPlateau] = [[] as Contrast[], [] as Contrast[]]
  const laws = {
    power: ({ x }: WidthMean) => power.intercept + power.exponent * x,
    plateau: ({ x }: WidthMean) => plateau.level + Math.min(x - plateau.critical, 0),
  }
  for (let i = 0; i < resamples; i++) {
    underPower.push(drawContrast(pooled, laws.power, errorBeside(pooled, power), random))
    underPlateau.push(drawContrast(pooled, laws.plateau, errorBeside(pooled, plateau), random))
  }
  const atLeast = underPower.filter(({ difference }) => difference >= observed.difference).length
  const atMost = underPlateau.filter(({ difference }) => difference <= observed.difference).length
  const strayed = underPlateau.filter(({ stray }) => stray >= observed.stray).length
  const limit = underPower.map(({ difference }) => difference).toSorted((a, b) => b - a)[Math.floor(SUPPORT * (resamples + 1)) - 1] // prettier-ignore
  const runs = means.reduce((sum, { n }) => sum + n, 0)
  return {
    aicDifference: runs * Math.log((power.residual + observed.floor) / (plateau.residual + observed.floor)),
    pPower: (1 + atLeast) / (1 + resamples),
    pPlateau: (1 + atMost) / (1 + resamples),
    power: underPlateau.filter(({ difference }) => difference > limit).length / resamples,
    strays: within.freedom > 0 && (1 + strayed) / (1 + resamples) <= LEVEL,
  }
}

interface Contrast {
  /** Misfit without a plateau minus misfit with one, in units of the variance of a run. */
  readonly difference: number
  /** Misfit of the law with a plateau per degree of freedom, in units of the variance between seeds. */
  readonly stray: number
  readonly floor: number
}

/** Relative resolution of w*, below which misfits say nothing. */
const RESOLUTION = 0.005

function contrast(means: readonly WidthMean[], squares: number, freedom: number): Contrast {
  const [plateau, power] = [fitPlateau(means), fitPowerLaw(means)]
  const floor = means.length * RESOLUTION ** 2
  const least = Math.min(plateau.residual, power.residual)
  const variance = (squares + least + floor) / (freedom + means.length - 2)
  const ofSeeds = freedom > 0 ? squares / freedom + RESOLUTION ** 2 : Infinity
  return {
    difference: (power.residual - plateau.residual) / variance,
    stray: (plateau.residual + RESOLUTION ** 2) / (means.length - 2) / ofSeeds,
    floor,
  }
}

/** Returns the variance of a run around a law: of seeds and of the law's misfit together, and at least the draws'. */
function errorBeside({ means, within, variance, freedom }: PooledSizes, law: PlateauLaw | PowerLaw): number {
  const own = (within.squares + law.residual) / (within.freedom + means.length - 2)
  return freedom === Infinity ? Math.max(own, variance) : own
}

function drawContrast(
  { means, within }: PooledSizes,
  law: (mean: WidthMean) => number,
  variance: number,
  random: RandomValues,
): Contrast {
  const drawn = means.map((mean) => ({ ...mean, y: law(mean) + Math.sqrt(variance / mean.n) * random.normal() }))
  const squares = within.freedom > 0 ? within.freedom * variance * random.meanSquare(within.freedom) : 0
  return contrast(drawn, squares, within.freedom)
} // prettier-ignore
