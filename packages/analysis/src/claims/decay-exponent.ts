import { sayScalar } from '../sweep/findings/say.ts'
import { cannotTell, judgeExponent, type Claim } from './claim.ts'

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
    return judgeExponent(ours, told, 'one draw')
  },
}
