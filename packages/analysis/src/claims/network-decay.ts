import { sayScalar } from '../sweep/findings/say.ts'
import { cannotTell, judgeExponent, type Claim } from './claim.ts'

export const networkDecay: Claim = {
  id: 'network-decay',
  statement: 'Above w* the excess error of whole networks falls with their width as W^(−1/2).',
  paper: 'the same guide, −1/2, for whole networks as for chunks of the widest',
  needsInterpolation: true,
  judge(series, report) {
    const found = report.findings?.find(
      ({ id, weightDecay }) => id === 'network-decay' && weightDecay === series.weightDecay,
    )
    if (!found)
      return cannotTell([], 'It takes error_∞, the error of two networks of the largest width together, and three widths from w* on whose networks err more.') // prettier-ignore
    const [exponent, infinity] = found.scalars
    const told = `Exponent ${sayScalar(exponent)} with ${infinity.label} = ${sayScalar(infinity)}`
    return judgeExponent(found.scalars, told, 'one seed')
  },
}
