import type { SweepReport } from '../sweep/sweep-report.ts'
import { afterInterpolation } from './after-interpolation.ts'
import type { Claim } from './claim.ts'
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
  return claims.map(({ judge, ...claim }) => {
    const isEmpty = report.series.every(({ runs }) => runs.length === 0)
    const judgement = isEmpty
      ? ({ ours: [], verdict: 'cannot tell', reason: 'There is no run to judge by.' } as const)
      : judge(report)
    return { ...claim, ...judgement }
  })
}
