import type { Scalar } from '../shapes/scalar.ts'
import { sayP, sayScalar, sayNumber } from '../sweep/findings/say.ts'
import { isOverSeeds, overOf } from '../sweep/laws/describe-intervals.ts'
import { comparePooled } from '../sweep/laws/compare-pooled.ts'
import { poolSeeds, sizeOfWidth } from '../sweep/laws/pool-seeds.ts'
import type { SweepSeries } from '../sweep/sweep-report.ts'
import { agrees, cannotTell, disagrees, oneSeed, type Claim } from './claim.ts'

export const weightDecay: Claim = {
  id: 'weight-decay',
  statement: 'Without weight decay there are fewer groups, or none.',
  paper: 'parity-MNIST and CIFAR-10: without regularisation the residual correlation does not fall, and no groups are seen',
  needsInterpolation: false,
  judge(with_, report) {
    const without = report.series.find(({ weightDecay: decay }) => decay === 0)
    if (!without) return cannotTell([], 'No run was trained without weight decay.')
    const widths = with_.widths.map(({ width }) => width)
    const common = without.widths.map(({ width }) => width).filter((width) => widths.includes(width))
    const width = common.at(-1)
    if (width === undefined) return cannotTell([], 'No width was trained both with and without weight decay.')
    const ours = [groupsAt(with_, width), groupsAt(without, width)]
    const [more, fewer] = ours
    if (more.value === null || fewer.value === null)
      return cannotTell(ours, `At ${width} neurons no chunk reaches R² ${report.threshold}.`)
    const pooled = [poolSeeds(with_.runs), poolSeeds(without.runs)] as const
    const told = `At ${width} neurons ${sayScalar(more, overOf(pooled[0]))} groups with weight decay ${with_.weightDecay}, ${sayScalar(fewer, overOf(pooled[1]))} without`
    if (!pooled.every(isOverSeeds)) return oneSeed(ours, told)
    const { ratio, least, p } = comparePooled(pooled[0], pooled[1], width)
    const rule = `Student’s t of the difference of log w*, spread between seeds pooled over both: ${sayP(p)}, at most 0.05 is asked, and a factor of ${sayNumber(least)} would be told`
    if (p > 0.05) return cannotTell(ours, `${told}: the difference is not told (${rule}). More seeds, or wider layers, would tell.`)
    return ratio > 1 ? agrees(ours, `${told} (${rule}).`) : disagrees(ours, `${told}: more (${rule}).`)
  },
} // prettier-ignore

function groupsAt({ weightDecay: decay, runs }: SweepSeries, width: number): Scalar {
  const pooled = poolSeeds(runs)
  const { value, low, high } = sizeOfWidth(pooled, width)
  const groups = (size: number | null) => (size === null ? null : width / size)
  const label = `groups at ${width} neurons, weight decay ${decay} (interval ${overOf(pooled) ?? 'over seeds'})`
  return { id: `groups-weight-decay-${decay}`, label, value: groups(value), low: groups(high), high: groups(low) }
} // prettier-ignore
