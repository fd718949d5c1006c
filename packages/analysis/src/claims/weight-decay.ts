import type { Scalar } from '../shapes/scalar.ts'
import type { SweepSeries } from '../sweep/sweep-report.ts'
import { groupsOverSeeds } from '../sweep/findings/groups-over-seeds.ts'
import { sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

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
    const told = `At ${width} neurons ${sayScalar(more)} groups with weight decay ${with_.weightDecay}, ${sayScalar(fewer)} without`
    if (more.low === null || more.high === null || fewer.low === null || fewer.high === null)
      return cannotTell(ours, `${told}; there is no interval to compare them by.`)
    if (fewer.high < more.low) return agrees(ours, `${told}: the intervals are apart.`)
    if (fewer.low > more.high) return disagrees(ours, `${told}: more, and the intervals are apart.`)
    return cannotTell(ours, `${told}: the intervals overlap. More seeds, or wider layers, would tell.`)
  },
} // prettier-ignore

function groupsAt({ weightDecay: decay, runs }: SweepSeries, width: number): Scalar {
  const own = runs.filter((run) => run.width === width)
  const of = own.length === 1 ? 'over draws of one run' : 'over seeds'
  const label = `groups at ${width} neurons, weight decay ${decay} (interval ${of})`
  return { id: `groups-weight-decay-${decay}`, label, ...groupsOverSeeds(own) }
}
