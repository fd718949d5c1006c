import type { Scalar } from '../results/shapes.ts'
import type { SweepReport, SweepSeries } from '../sweep/sweep-report.ts'
import type { JudgedClaim, Judgement } from './judged-claim.ts'

/** A claim of the paper (Doimo et al., arXiv 2106.03485) and how a sweep's report is asked for it. */
export interface Claim extends Pick<JudgedClaim, 'id' | 'statement' | 'paper'> {
  /** Whether it is about networks that have interpolated: others cannot speak against it. */
  readonly needsInterpolation: boolean
  /** By the regularised runs of a report, which all claims are about. */
  readonly judge: (series: SweepSeries, report: SweepReport) => Judgement
}

export function agrees(ours: readonly Scalar[], reason: string): Judgement {
  return { ours, verdict: 'agrees', reason }
}

export function disagrees(ours: readonly Scalar[], reason: string): Judgement {
  return { ours, verdict: 'does not agree', reason }
}

export function cannotTell(ours: readonly Scalar[], reason: string): Judgement {
  return { ours, verdict: 'cannot tell', reason }
}
