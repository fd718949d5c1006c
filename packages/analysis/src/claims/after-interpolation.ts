import type { Scalar } from '../shapes/scalar.ts'
import { sayNumber, sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

/** Number of groups from which on a layer counts as split. */
const SPLIT = 2

export const afterInterpolation: Claim = {
  id: 'after-interpolation',
  statement: 'Groups form only after the training has interpolated.',
  paper: 'Wide-ResNet28-8 and DenseNet40 on CIFAR-10: while the training error is above 0 no chunk carries the layer; whole DenseNets reach 0 from W = 352 on', // prettier-ignore
  needsInterpolation: false,
  judge(series, report) {
    const never = series.runs.filter(
      ({ groups, interpolationEpoch }) =>
        interpolationEpoch === null && groups !== null && groups >= SPLIT && Number.isFinite(groups),
    )
    if (never.length > 0) {
      const most = Math.max(...never.map(({ groups }) => groups!))
      return disagrees([], `${never.length} of ${series.runs.length} runs never reach training error 0 and hold up to ${sayNumber(most)} groups.`) // prettier-ignore
    }
    const found = report.findings?.find(
      ({ id, weightDecay }) => id === 'dynamics' && weightDecay === series.weightDecay,
    )
    const read = (id: string): Scalar | undefined => found?.scalars.find((scalar) => scalar.id === id)
    const [before, after] = [read('groupsBefore'), read('groupsAfter')]
    if (before?.value == null || after?.value == null)
      return cannotTell([], 'No run was represented both before and after it interpolates: keep checkpoints of early epochs and represent them.') // prettier-ignore
    const ours = [before, after]
    const told = `${sayScalar(before)} groups before, ${sayScalar(after)} at the end`
    if (after.value < SPLIT)
      return cannotTell(ours, `The layer does not split at all: ${told}. A wider one would have to.`)
    if (before.low !== null && before.low >= SPLIT) {
      const share = Math.round((100 * (before.value - 1)) / (after.value - 1))
      return disagrees(ours, `${told}: ${share} % of the groups beyond the first are there before interpolation.`) // prettier-ignore
    }
    const high = before.high ?? Infinity
    const rule = `one group means fewer than ${SPLIT}`
    return high < SPLIT
      ? agrees(ours, `${told}; ${rule}.`)
      : cannotTell(ours, `${told}: the interval of the former reaches from one group to several (${rule}).`)
  },
}
