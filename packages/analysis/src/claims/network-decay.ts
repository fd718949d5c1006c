import { cannotTell, type Claim } from './claim.ts'

export const networkDecay: Claim = {
  id: 'network-decay',
  statement: 'Above w* the excess error of whole networks falls with their width as W^(−1/2).',
  paper: 'the same guide, −1/2, for whole networks as for chunks of the widest',
  needsInterpolation: true,
  judge(series, report) {
    const found = report.findings?.find(
      ({ id, weightDecay }) => id === 'network-decay' && weightDecay === series.weightDecay,
    )
    // Reports of older versions have a finding that was judged by other rules.
    if (!found?.verdict)
      return cannotTell([], 'It takes error_∞, of two runs of the largest width together, and three narrower widths from 2 w* on.') // prettier-ignore
    return { ours: found.scalars, verdict: found.verdict, reason: found.sentence }
  },
}
