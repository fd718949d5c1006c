import type { Scalar } from '../../shapes/scalar.ts'
import { around } from '../../statistics/intervals.ts'
import { summarize } from '../../statistics/summarize.ts'
import { poolSeeds, type SizedRun, sizeOfWidth } from '../laws/pool-seeds.ts'
import type { EpochAnalysis } from '../sweep-report.ts'

/** Returns the mean over seeds with its 95 % interval. */
export function overSeeds(values: readonly (number | null)[]): Pick<Scalar, 'value' | 'low' | 'high'> {
  const { mean, ci95 } = summarize(values)
  return { value: mean, ...around(mean, ci95) }
}

/** Number of groups at one width with its 95 % interval. */
export interface GroupsOfWidth {
  readonly width: number
  readonly value: number
  readonly low: number
  readonly high: number
  /** Number of runs. */
  readonly n: number
}

/**
 * Returns the number of groups W / w* at each width, ascending, with the mean and interval of w*: geometric, the spread between
 * seeds pooled over widths, over draws where every width has one seed. So a number that stands in several findings has one interval.
 */
export function groupsByWidth(runs: readonly SizedRun[]): GroupsOfWidth[] {
  const pooled = poolSeeds(runs)
  return pooled.means.map(({ x, n }) => {
    const width = Math.round(Math.exp(x))
    const { value, low, high } = sizeOfWidth(pooled, width)
    return { width, value: width / value!, low: width / high!, high: width / low!, n }
  })
}

/** Returns the number of groups at one width after each epoch, ascending; the spread of an epoch is that of all widths. */
export function groupsByEpoch(
  analyses: readonly EpochAnalysis[],
  width: number,
): (GroupsOfWidth & { readonly epoch: number })[] {
  const own = analyses.filter((one) => one.width === width)
  const epochs = [...new Set(own.map(({ epoch }) => epoch))].toSorted((a, b) => a - b)
  return epochs.flatMap((epoch) => {
    const all = groupsByWidth(analyses.filter((one) => one.epoch === epoch))
    return all.filter((one) => one.width === width).map((one) => ({ ...one, epoch }))
  })
}
