import type { Scalar } from '../shapes/scalar.ts'
import { around } from '../statistics/interval.ts'
import { summarize } from '../statistics/summarize.ts'
import type { RunAnalysis, SweepSeries } from '../sweep/sweep-report.ts'
import { sayNumber, sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

/** Largest multiple of the floor at which a correlation counts as having fallen to it. */
const NEAR = 2

export const residualCorrelation: Claim = {
  id: 'residual-correlation',
  statement: 'What chunks larger than w* leave unexplained is uncorrelated noise.',
  paper: 'Wide-ResNet28-8 on CIFAR-10, all pairs: .0209, .0105, .0036 at w = 64, 128, 256 of 512 (floor .0080 at 10,000 inputs; pairs that touch the chunk count as 0)', // prettier-ignore
  needsInterpolation: true,
  judge(series) {
    const found = correlationAbove(series)
    if (!found)
      return cannotTell([], 'No chunk size between w* and the widest layer leaves neurons to correlate.')
    const { ratio, floor, size, width } = found
    const told = `Chunks of ${size} of ${width} neurons leave ${sayScalar(ratio)} times the mean |ρ| of independent noise (${sayNumber(floor)}), over pairs outside the chunk`
    const rule = `at most ${NEAR} times counts as noise`
    const [low, high] = [ratio.low ?? ratio.value!, ratio.high ?? ratio.value!]
    if (high <= NEAR) return agrees([ratio], `${told}; ${rule}.`)
    if (low > NEAR) return disagrees([ratio], `${told}; ${rule}: they still share something.`)
    return cannotTell([ratio], `${told}; ${rule}, and the interval reaches to either side.`)
  },
}

/**
 * Returns the residual correlation divided by its floor, at the largest chunk size below the width, over the widest
 * runs.
 */
function correlationAbove({ widths, runs }: SweepSeries) {
  const widest = widths.at(-1)
  if (!widest || widest.wStar === null) return null
  const own = runs.filter(({ width }) => width === widest.width)
  const sizes = own.flatMap((run) => run.sizes).filter((size) => size >= widest.wStar! && size < widest.width)
  const size = Math.max(...sizes)
  const values = own.map((run) => valueAt(run, size))
  const { mean, ci95 } = summarize(values)
  if (mean === null) return null
  // With a single run, the interval is over its draws.
  const half = ci95 ?? halfAt(own[0], size)
  const [{ noiseFloor: floor }] = own
  const { low, high } = around(mean, half)
  const label = `residual correlation of chunks of ${size} neurons over its floor`
  const ratio: Scalar = {
    id: 'correlationOverFloor',
    label,
    value: mean / floor,
    low: low && low / floor,
    high: high && high / floor,
  }
  return { ratio, floor, size, width: widest.width }
}

function valueAt({ sizes, residualCorrelation: curve }: RunAnalysis, size: number): number | null {
  return curve.mean[sizes.indexOf(size)] ?? null
}

function halfAt({ sizes, residualCorrelation: curve }: RunAnalysis, size: number): number | null {
  return curve.ci95[sizes.indexOf(size)] ?? null
}
