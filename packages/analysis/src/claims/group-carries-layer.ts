import type { Scalar } from '../shapes/scalar.ts'
import { summarize } from '../statistics/summarize.ts'
import { sayNumber, sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

/** Share of the widest layer below which w* counts as a small part of it. */
const PART = 0.5

export const groupCarriesLayer: Claim = {
  id: 'group-carries-layer',
  statement: 'A chunk of w* neurons, a small part of a wide layer, gives back the whole with R² .99.',
  paper: 'Wide-ResNet28-8 on CIFAR-10: R² .9921 at w = 64 of 512; DenseNet40: .9927 at w = 88 of 1408',
  needsInterpolation: true,
  judge(series, report) {
    const widest = series.widths.at(-1)!
    const own = series.runs.filter(({ width }) => width === widest.width)
    const { mean, ci95 } = summarize(own.map(({ wStar }) => wStar))
    if (mean === null)
      return disagrees([], `No chunk of the widest layer (${widest.width}) reaches R² ${report.threshold}.`)
    const [first] = own
    const end = (sign: number, ofDraws: number | null) => (ci95 === null ? ofDraws : mean + sign * ci95)
    const size: Scalar = { id: 'wStar', label: `w* of ${widest.width} neurons`, value: mean, low: end(-1, first.low), high: end(1, first.high) } // prettier-ignore
    const told = `R² ${report.threshold} is reached at w* = ${sayScalar(size)} of ${widest.width} neurons, ${sayNumber((100 * mean) / widest.width)} % of them`
    const limit = PART * widest.width
    if ((size.high ?? mean) < limit) return agrees([size], `${told}; less than half is asked.`)
    if ((size.low ?? mean) >= limit) return disagrees([size], `${told}; less than half is asked.`)
    return cannotTell([size], `${told}: the interval reaches to either side of half the layer.`)
  },
}
