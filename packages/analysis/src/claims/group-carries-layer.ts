import type { Scalar } from '../shapes/scalar.ts'
import { sayNumber, sayScalar, sayShare } from '../sweep/findings/say.ts'
import { isOverSeeds, overOf } from '../sweep/laws/describe-intervals.ts'
import { poolSeeds, sizeOfWidth } from '../sweep/laws/pool-seeds.ts'
import type { SweepSeries } from '../sweep/sweep-report.ts'
import { agrees, cannotTell, disagrees, oneSeed, type Claim } from './claim.ts'

/** Share of the widest layer below which w* counts as a small part of it. */
const PART = 0.5
/** Width, in units of the narrowest that interpolates, from which on a layer is wide: a layer that just suffices is one group. */
const WIDE = 8

export const groupCarriesLayer: Claim = {
  id: 'group-carries-layer',
  statement: 'A chunk of w* neurons, a small part of a wide layer, gives back the whole with R² .99.',
  paper: 'Wide-ResNet28-8 on CIFAR-10: R² .9921 at w = 64 of 512; DenseNet40: .9927 at w = 88 of 1408',
  needsInterpolation: true,
  judge(series, report) {
    const { width } = series.widths.at(-1)!
    const pooled = poolSeeds(series.runs)
    const size: Scalar = { id: 'wStar', label: `w* of ${width} neurons`, ...sizeOfWidth(pooled, width) }
    const own = series.runs.filter((run) => run.width === width)
    const without = own.filter(({ wStar }) => wStar === null).length
    const none = `No chunk of the widest layer (${width}) reaches R² ${report.threshold}`
    const narrow = sayNarrow(series, width)
    if (size.value === null) {
      if (own.length === 1) return oneSeed([], none)
      return narrow ? cannotTell([], `${none}. ${narrow}`) : disagrees([], `${none}, in ${without} of ${without} seeds.`) // prettier-ignore
    }
    if (without > 0)
      return cannotTell([size], `${none} in ${without} of ${own.length} seeds, and w* is that of the others. Look at what is different in those.`) // prettier-ignore
    const told = `R² ${report.threshold} is reached at w* = ${sayScalar(size, overOf(pooled))} of ${width} neurons, ${sayNumber((100 * size.value) / width)} % of them`
    if (!isOverSeeds(pooled)) return oneSeed([size], told)
    const limit = PART * width
    const half = (size.high! / size.low!) ** 0.5 - 1
    const rule = `less than half is asked, by the interval, and any w* more than ${sayShare(half)} from half would be told`
    if (size.high! < limit) return agrees([size], `${told}; ${rule}.`)
    if (size.low! >= limit)
      return narrow ? cannotTell([size], `${told}. ${narrow}`) : disagrees([size], `${told}; ${rule}.`)
    return cannotTell([size], `${told}; ${rule}: the interval reaches to either side. More seeds, or a wider layer, would tell.`) // prettier-ignore
  },
}

/** Says that the widest layer is not wide, if so. */
function sayNarrow({ runs }: SweepSeries, width: number): string | null {
  const interpolating = runs.filter(({ interpolationEpoch }) => interpolationEpoch !== null)
  const least = Math.min(...interpolating.map((run) => run.width))
  if (interpolating.length === 0 || width >= WIDE * least) return null
  return `The claim is about wide layers, and a layer that just suffices to interpolate is one group: of this sweep layers interpolate from ${least} neurons on, and the widest has ${width}, less than ${WIDE} times as many. Train up to ${WIDE * least}.`
}
