import type { Scalar } from '../../shapes/scalar.ts'
import { fitLine } from '../../statistics/fit-line.ts'
import { tQuantile } from '../../statistics/intervals.ts'
import type { PlateauFit } from '../sweep-report.ts'
import { compareLaws, SUPPORT } from './compare-laws.ts'
import { invertTest } from './invert-test.ts'
import { fitPlateau, residualOfCritical, residualOfLevel, type PlateauLaw } from './plateau-law.ts'
import type { PooledSizes } from './pool-seeds.ts'

/** Smallest number of widths at which the law with a plateau is looked for. */
const FEWEST = 4

/**
 * Fits the law with a plateau to the pooled sizes of a series and compares it with the law without one; null if there are
 * fewer than four widths with a group size.
 */
export function fitSeries(pooled: PooledSizes, resamples?: number): PlateauFit | null {
  if (pooled.means.length < FEWEST) return null
  const law = fitPlateau(pooled.means)
  const comparison = compareLaws(pooled, resamples)
  const ends = intervalsOf(pooled, law, comparison.strays)
  const widest = pooled.means.at(-1)!.x
  const growth = growthAbove(pooled, law, comparison.strays)
  const supported =
    comparison.pPower <= SUPPORT && ends.critical[1] < widest && !bends(growth, comparison.strays)
  const scalar = (id: string, label: string, log: number, [low, high]: Ends): Scalar => ({
    id,
    label,
    value: Math.exp(log),
    low: Math.exp(low),
    high: Math.exp(high),
  })
  const [least, most] = ends.level
  return {
    criticalWidth: scalar('criticalWidth', 'critical width', law.critical, ends.critical),
    plateau: scalar('plateau', 'w* on the plateau', law.level, ends.level),
    slope: scalar('slope', 'groups per neuron above it', -law.level, [-most, -least]),
    growth,
    linearity: linearityAbove(pooled, law),
    ...comparison,
    supported,
  }
}

/** Largest distance from 1 at which an exponent of the groups' growth counts as linear. */
export const LINEAR = 0.25

/**
 * Returns true if w* goes on growing where the law with a plateau has it constant, as in a law that bends without one: the
 * groups grow less than linearly, or, where the widths stray from the law, are not told to grow linearly.
 */
export function bends({ low, high }: Pick<Scalar, 'low' | 'high'>, strays: boolean): boolean {
  if (low === null || high === null) return strays
  return low < 1 - LINEAR && (strays || high < 1)
}

type Ends = readonly [low: number, high: number]

/**
 * Returns 95 % intervals of the logarithms of the critical width and the level, by inversion of the F test of each value:
 * it holds where it costs no more misfit than t² variances. Every split of the widths takes part, so that the
 * interval is right where the split is uncertain.
 */
export function intervalsOf(pooled: PooledSizes, law: PlateauLaw, strays: boolean) {
  const { means } = pooled
  const { variance, quantile } = errorOfFit(pooled, law, strays)
  const most = law.residual + quantile ** 2 * variance
  const [narrowest, widest] = [means[0].x, means.at(-1)!.x]
  // Beyond the widest layer nothing can be told of a plateau.
  const critical = invertTest((value) => residualOfCritical(means, value), most, {
    from: Math.min(law.critical, narrowest) - Math.LN2,
    to: Math.max(widest, law.critical),
    inside: law.critical,
  })
  const reach = Math.max(1, 3 * quantile * Math.sqrt(variance))
  const level = invertTest((value) => residualOfLevel(means, value), most, {
    from: law.level - reach,
    to: law.level + reach,
    inside: law.level,
  })
  return { critical, level }
}

/**
 * Returns the variance of a run around the law. Where the means of the widths stray from the law by more than their seeds
 * explain, as at a rounded knee, their misfit takes the place of the spread between seeds.
 */
function errorOfFit({ means, variance, quantile }: PooledSizes, law: PlateauLaw, strays: boolean) {
  const freedom = means.length - 2
  return strays ? { variance: law.residual / freedom, quantile: tQuantile(freedom) } : { variance, quantile }
}

/** Smallest number of widths above the critical one that can tell whether groups grow linearly there. */
const FEWEST_ABOVE = 3

/** Returns β of groups ∝ W^β over the widths above the critical one: 1 is linear growth; null values for fewer than three. */
function growthAbove(pooled: PooledSizes, law: PlateauLaw, strays: boolean): Scalar {
  const above = pooled.means.filter(({ x }) => x >= law.critical)
  const scalar = { id: 'growth', label: 'exponent of the growth of groups above the critical width' }
  if (above.length < FEWEST_ABOVE) return { ...scalar, value: null, low: null, high: null }
  const runs = above.reduce((sum, { n }) => sum + n, 0)
  const meanX = above.reduce((sum, { x, n }) => sum + n * x, 0) / runs
  const sxx = above.reduce((sum, { x, n }) => sum + n * (x - meanX) ** 2, 0)
  const slope = above.reduce((sum, { x, y, n }) => sum + n * (x - meanX) * y, 0) / sxx
  const { variance, quantile } = errorOfFit(pooled, law, strays)
  const half = quantile * Math.sqrt(variance / sxx)
  return { ...scalar, value: 1 - slope, low: 1 - slope - half, high: 1 - slope + half }
}

/** Returns R² of the line of groups against width through the widths above the critical one; null for fewer than three. */
function linearityAbove({ means }: PooledSizes, law: PlateauLaw): number | null {
  const above = means.filter(({ x }) => x >= law.critical)
  if (above.length < FEWEST_ABOVE) return null
  const line = fitLine(above.map(({ x }) => Math.exp(x)), above.map(({ x, y }) => Math.exp(x - y))) // prettier-ignore
  return line?.r2 ?? null
}
