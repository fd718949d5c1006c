import type { Scalar } from '../shapes/scalar.ts'
import { OVER_DRAWS } from '../sweep/laws/describe-intervals.ts'
import type { JudgedClaim, Judgement, SweepReport, SweepSeries } from '../sweep/sweep-report.ts'

/** A claim of the paper (Doimo et al., arXiv 2106.03485) and the rule by which a sweep's report is judged. */
export interface Claim extends Pick<JudgedClaim, 'id' | 'statement' | 'paper'> {
  /** True if the claim is about networks that interpolate, so that other networks cannot contradict it. */
  readonly needsInterpolation: boolean
  /** Judges the claim by the regularised runs of a report, `series`. */
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

/** Returns the verdict on numbers whose intervals are over draws of one seed, which says nothing about other seeds. */
export function oneSeed(ours: readonly Scalar[], told: string): Judgement {
  return cannotTell(ours, `${told}. The intervals are ${OVER_DRAWS}, and no claim is judged by one: train a second seed.`) // prettier-ignore
}
