import type { PooledSizes } from './pool-seeds.ts'

/** Words for intervals of one seed per width, which say nothing about other seeds. */
export const OVER_DRAWS = 'over draws of one seed'

/** Returns true if some width has two seeds, so that intervals are over seeds. */
export function isOverSeeds({ within }: PooledSizes): boolean {
  return within.freedom > 0
}

/** Returns the words that follow "95 % interval" beside a number; none for intervals over seeds. */
export function overOf(pooled: PooledSizes): string | undefined {
  return isOverSeeds(pooled) ? undefined : OVER_DRAWS
}

/** Describes what a series' 95 % intervals of w*, groups and the plateau are over, and how they are made. */
export function describeIntervals(pooled: PooledSizes): string {
  const { means, variance, freedom, within } = pooled
  if (!isOverSeeds(pooled)) return OVER_DRAWS
  const spread = `${(100 * Math.sqrt(variance)).toPrecision(2)} %`
  const widths =
    means.length > 1 ? `, pooled over ${means.length} widths, or a width’s own where it is larger` : ''
  return freedom === Infinity
    ? `over seeds: their spread is no larger than the error of the draws, ${spread} of w*, which stands for it`
    : `over seeds: Student’s t with ${within.freedom} ${within.freedom === 1 ? 'degree' : 'degrees'} of freedom, spread of w* between seeds ${spread}${widths}`
}
