import type { SweepReport } from '../sweep/sweep-report.ts'
import { afterInterpolation } from './after-interpolation.ts'
import { sayNumber } from '../sweep/findings/say.ts'
import { regularised } from './choose-series.ts'
import { cannotTell, type Claim } from './claim.ts'
import type { JudgedClaim } from './judged-claim.ts'
import { decayExponent } from './decay-exponent.ts'
import { groupCarriesLayer } from './group-carries-layer.ts'
import { linearGrowth } from './linear-growth.ts'
import { residualCorrelation } from './residual-correlation.ts'
import { weightDecay } from './weight-decay.ts'

/** The paper's claims. Another is a file and a line here. */
const claims: readonly Claim[] = [
  linearGrowth,
  groupCarriesLayer,
  residualCorrelation,
  decayExponent,
  afterInterpolation,
  weightDecay,
]

/** Every claim, judged by the numbers of one sweep's report. */
export function judgeClaims(report: SweepReport): JudgedClaim[] {
  return claims.map(({ judge, needsInterpolation, ...claim }) => {
    const isEmpty = report.series.every(({ runs }) => runs.length === 0)
    if (isEmpty) return { ...claim, ...cannotTell([], 'There is no run to judge by.') }
    const judgement = judge(report)
    const error = needsInterpolation && judgement.verdict === 'does not agree' ? errorLeft(report) : null
    if (error === null) return { ...claim, ...judgement }
    const reason = `The widest networks do not interpolate (training error ${sayNumber(error)}), and the claim is about those that do. ${judgement.reason}`
    return { ...claim, ...cannotTell(judgement.ours, reason) }
  })
}

/** The least training error of the widest regularised networks; null where one interpolates, or it is not known. */
function errorLeft(report: SweepReport): number | null {
  const runs = regularised(report)?.runs ?? []
  const widest = Math.max(...runs.map(({ width }) => width))
  const own = runs.filter(({ width }) => width === widest)
  const isLeft = own.every((run) => run.interpolationEpoch === null && run.trainError > 0)
  return isLeft ? Math.min(...own.map(({ trainError }) => trainError)) : null
}
