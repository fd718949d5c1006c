import type { Scalar } from '../shapes/scalar.ts'
import { around } from '../statistics/intervals.ts'
import { summarize } from '../statistics/summarize.ts'
import type { RunAnalysis, SweepSeries } from '../sweep/sweep-report.ts'
import { sayNumber, sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, oneSeed, type Claim } from './claim.ts'

/** Ratio of correlations at which half of the squared correlation is that of independent noise. */
const HALF = Math.SQRT2

export const residualCorrelation: Claim = {
  id: 'residual-correlation',
  statement: 'What chunks larger than w* leave unexplained is mostly independent noise.',
  paper: 'Wide-ResNet28-8 on CIFAR-10, all pairs: mean |ρ| .0209, .0105, .0036 at w = 64, 128, 256 of 512 (floor .0080 at 10,000 inputs; pairs that touch the chunk count as 0)', // prettier-ignore
  needsInterpolation: true,
  judge(series) {
    const widest = series.widths.at(-1)
    const own = series.runs.filter(({ width }) => width === widest?.width)
    if (!widest || widest.wStar === null)
      return cannotTell([], 'No chunk carries the widest layer, so that none is larger than w*.')
    if (own.every(({ noiseRatio }) => noiseRatio === undefined))
      return cannotTell([], 'The report is of an older version: report the sweep again.')
    const found = largestRatio(own, widest.wStar)
    if (!found)
      return cannotTell([], 'No chunk size between w* and the widest layer leaves neurons to correlate.')
    const { ratio, size, least } = found
    const told =
      `Residuals of chunks of ${size} of ${widest.width} neurons correlate ${sayScalar(ratio)} times as much as if the layer’s noise were independent` +
      (least && least.size !== size ? `, the most of all chunks from w* on (${sayNumber(least.value)} times at ${least.size})` : '') // prettier-ignore
    if (ratio.low === null || ratio.high === null) return oneSeed([ratio], told)
    const half = (ratio.high - ratio.low) / 2
    const rule =
      'up to √2 times independent noise makes at least half of ρ² ' +
      `(Student’s t over ${own.length} seeds; a ratio ${sayNumber(Number(half.toPrecision(2)))} above √2, or below it, would be told)`
    if (ratio.high <= HALF) return agrees([ratio], `${told}; ${rule}.`)
    if (ratio.low > HALF)
      return disagrees([ratio], `${told}; ${rule}: beyond the signals that w* neurons can carry, the neurons share others.`) // prettier-ignore
    return cannotTell([ratio], `${told}; ${rule}, and the interval reaches to either side: more seeds narrow it.`) // prettier-ignore
  },
}

/** Returns the ratio to independent noise, over seeds, at the chunk size from w* on where it is largest, and the least of them. */
function largestRatio(runs: SweepSeries['runs'], wStar: number) {
  const { width } = runs[0]
  const sizes = [...new Set(runs.flatMap((run) => run.sizes))]
    .filter((size) => size >= wStar && size < width)
    .toSorted((a, b) => a - b)
  const found = sizes.flatMap((size) => {
    const summary = summarize(runs.map((run) => valueAt(run, size)))
    return summary.mean === null ? [] : [{ size, mean: summary.mean, ci95: summary.ci95 }]
  })
  if (found.length === 0) return null
  const largest = found.reduce((most, one) => (one.mean > most.mean ? one : most))
  const least = found.reduce((few, one) => (one.mean < few.mean ? one : few))
  const ratio: Scalar = {
    id: 'correlationOverNoise',
    label: `residual correlation of chunks of ${largest.size} neurons over that of independent noise`,
    value: largest.mean,
    ...around(largest.mean, largest.ci95),
  }
  return { ratio, size: largest.size, least: { size: least.size, value: least.mean } }
}

function valueAt({ sizes, noiseRatio }: RunAnalysis, size: number): number | null {
  return noiseRatio?.mean[sizes.indexOf(size)] ?? null
}
