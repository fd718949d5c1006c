import { afterInterpolation } from './after-interpolation.ts'
import { sayNumber } from '../sweep/findings/say.ts'
import type { JudgedClaim, SweepReport, SweepSeries } from '../sweep/sweep-report.ts'
import { cannotTell, type Claim } from './claim.ts'
import { decayExponent } from './decay-exponent.ts'
import { groupCarriesLayer } from './group-carries-layer.ts'
import { linearGrowth } from './linear-growth.ts'
import { networkDecay } from './network-decay.ts'
import { residualCorrelation } from './residual-correlation.ts'
import { weightDecay } from './weight-decay.ts'

/** The paper's claims, in the order of a report. A new claim is a file and a line here. */
const claims: readonly Claim[] = [
  linearGrowth,
  groupCarriesLayer,
  residualCorrelation,
  decayExponent,
  networkDecay,
  afterInterpolation,
  weightDecay,
]

/** Returns every claim with the verdict of one sweep's report. */
export function judgeClaims(report: SweepReport): JudgedClaim[] {
  const isEmpty = report.series.every(({ runs }) => runs.length === 0)
  const series = regularised(report)
  return claims.map(({ judge, needsInterpolation, ...claim }) => {
    if (isEmpty) return { ...claim, ...cannotTell([], 'There is no run to judge by.') }
    if (!series)
      return { ...claim, ...cannotTell([], 'No run has weight decay, and the claim is about regularised networks.') } // prettier-ignore
    const judgement = judge(series, report)
    const error = needsInterpolation && judgement.verdict === 'does not agree' ? errorLeft(series) : null
    if (error === null) return { ...claim, ...judgement }
    const reason = `The widest networks do not interpolate (training error ${sayNumber(error)}), and the claim is about those that do. ${judgement.reason}`
    return { ...claim, ...cannotTell(judgement.ours, reason) }
  })
}

/**
 * Returns the series that claims about regularised networks are judged by: of those with weight decay, the one with
 * most runs; of equals, the one with the strongest decay.
 */
function regularised({ series }: SweepReport): SweepSeries | undefined {
  return series
    .filter(({ weightDecay: decay }) => decay > 0)
    .toSorted((a, b) => b.runs.length - a.runs.length || b.weightDecay - a.weightDecay)[0]
}

/**
 * Returns the smallest training error of the widest networks; null if one of them interpolates or has no known error
 * above 0.
 */
function errorLeft({ runs }: SweepSeries): number | null {
  const widest = Math.max(...runs.map(({ width }) => width))
  const own = runs.filter(({ width }) => width === widest)
  const isLeft = own.every((run) => run.interpolationEpoch === null && run.trainError > 0)
  return isLeft ? Math.min(...own.map(({ trainError }) => trainError)) : null
}
