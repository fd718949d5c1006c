import { cannotTell, type Claim } from './claim.ts'

export const decayExponent: Claim = {
  id: 'decay-exponent',
  statement: 'Above w* the excess error of chunks falls with their size as w^(−1/2).',
  paper: 'exponent −1/2 as a guide; Wide-ResNet28-8 on CIFAR-10: excess .0196, .0100, .0073, .0053 at w = 64, 128, 256, 512', // prettier-ignore
  needsInterpolation: true,
  judge(series) {
    const widest = series.widths.at(-1)!
    const law = widest.decayToEnsemble
    // Reports of older versions have a law that was judged by other rules.
    if (!law?.judgement || law.exponent.value === null)
      return cannotTell([], law?.judgement ? law.verdict : 'It takes error_∞, of two runs of the largest width together, and three chunk sizes from 2 w* on.') // prettier-ignore
    const { exponent, asymptote, crossEntropy, judgement, verdict } = law
    return { ours: [exponent, asymptote, ...(crossEntropy ? [crossEntropy] : [])], verdict: judgement, reason: verdict } // prettier-ignore
  },
}
