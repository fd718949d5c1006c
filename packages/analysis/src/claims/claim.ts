import type { Scalar } from '../shapes/scalar.ts'
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

/**
 * Tolerance around 1/2: errors of error_∞, whether it is fitted or measured on a few networks, move the exponent by as
 * much.
 */
const NEAR = 0.05
/** Greatest width of an interval that tells 1/2 from both 1/4 and 3/4. */
const WIDE = 0.5

/**
 * Judges whether an exponent, the first of `ours`, is the 1/2 of independent groups. `alone` names the sample that is too
 * small for an interval, such as "one seed".
 */
export function judgeExponent(ours: readonly Scalar[], told: string, alone: string): Judgement {
  const [{ low, high }] = ours
  if (low === null || high === null) return cannotTell(ours, `${told}; ${alone} gives no interval.`)
  if (low > 0.5 + NEAR || high < 0.5 - NEAR) return disagrees(ours, `${told}: 1/2 ± ${NEAR} is outside.`)
  if (high - low > WIDE)
    return cannotTell(ours, `${told}: 1/2 is in reach, but so are exponents far from it (an interval of at most ${WIDE} is asked).`) // prettier-ignore
  return agrees(ours, `${told}: 1/2 ± ${NEAR} is in reach.`)
}
