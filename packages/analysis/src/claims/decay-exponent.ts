import { sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

/** How far from 1/2 is still 1/2: error_∞ alone, fitted or of a few networks, moves the exponent by as much. */
const NEAR = 0.05
/** Width of the interval from which it tells 1/2 from neither 1/4 nor 3/4. */
const WIDE = 0.5

export const decayExponent: Claim = {
  id: 'decay-exponent',
  statement: 'Above w* the excess error of chunks falls with their size as w^(−1/2).',
  paper: 'exponent −1/2 as a guide; Wide-ResNet28-8 on CIFAR-10: excess .0196, .0100, .0073, .0053 at w = 64, 128, 256, 512', // prettier-ignore
  needsInterpolation: true,
  judge(series) {
    const widest = series.widths.at(-1)!
    const law = widest.decayToEnsemble ?? widest.decay
    if (!law)
      return cannotTell([], `Fewer than three chunk sizes of the widest layer (${widest.width}) lie above w*: train wider ones.`) // prettier-ignore
    const { exponent, asymptote } = law
    const ours = [exponent, asymptote]
    const told = `Exponent ${sayScalar(exponent)} with ${asymptote.label} = ${sayScalar(asymptote)}, from ${law.points.filter(({ used }) => used).length} chunk sizes of ${widest.width} neurons`
    const { low, high } = exponent
    if (low === null || high === null) return cannotTell(ours, `${told}; one draw gives no interval.`)
    if (low > 0.5 + NEAR || high < 0.5 - NEAR) return disagrees(ours, `${told}: 1/2 ± ${NEAR} is outside.`)
    if (high - low > WIDE)
      return cannotTell(ours, `${told}: 1/2 is in reach, but so are exponents far from it (an interval of at most ${WIDE} is asked).`) // prettier-ignore
    return agrees(ours, `${told}: 1/2 ± ${NEAR} is in reach.`)
  },
}
