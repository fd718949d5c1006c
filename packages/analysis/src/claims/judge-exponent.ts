import type { Scalar } from '../results/shapes.ts'
import { agrees, cannotTell, disagrees } from './claim.ts'
import type { Judgement } from './judged-claim.ts'

/** How far from 1/2 is still 1/2: error_∞ alone, fitted or of a few networks, moves the exponent by as much. */
const NEAR = 0.05
/** Width of the interval from which it tells 1/2 from neither 1/4 nor 3/4. */
const WIDE = 0.5

/** Whether an exponent, the first of `ours`, is that of independent groups. `alone` says what gives no interval. */
export function judgeExponent(ours: readonly Scalar[], told: string, alone: string): Judgement {
  const [{ low, high }] = ours
  if (low === null || high === null) return cannotTell(ours, `${told}; ${alone} gives no interval.`)
  if (low > 0.5 + NEAR || high < 0.5 - NEAR) return disagrees(ours, `${told}: 1/2 ± ${NEAR} is outside.`)
  if (high - low > WIDE)
    return cannotTell(ours, `${told}: 1/2 is in reach, but so are exponents far from it (an interval of at most ${WIDE} is asked).`) // prettier-ignore
  return agrees(ours, `${told}: 1/2 ± ${NEAR} is in reach.`)
}
