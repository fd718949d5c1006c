import { plainScalar } from '../shapes/scalar.ts'
import { sayNumber, sayScalar } from '../sweep/findings/say.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

/** Smallest R² of the line through the groups above the critical width that counts as linear growth. */
const LINEAR = 0.9
/** Largest mean number of groups at which a layer below the critical width counts as a single group. */
const ONE = 2

export const linearGrowth: Claim = {
  id: 'linear-growth',
  statement: 'Above a critical width the number of groups grows linearly with width; below it there is one.',
  paper: 'Wide-ResNet28-8 on CIFAR-10: w* between 64 and 128, so that W = 512 holds 4 to 8 groups',
  needsInterpolation: true,
  judge(series) {
    const { fit, widths } = series
    const widest = widths.at(-1)!
    if (!fit) return cannotTell([], 'Fewer than four widths have a group size: no critical width can be looked for.') // prettier-ignore
    const { criticalWidth, slope, linearity, supported, aicDifference } = fit
    const ours = [criticalWidth, slope, plainScalar('linearity', 'R² of the line above it', linearity)]
    const narrowest = widths.find(({ groups }) => groups !== null)!
    if (!supported && narrowest.groups! >= ONE)
      return cannotTell(ours, `Even the narrowest layer (${narrowest.width}) holds ${sayNumber(narrowest.groups!)} groups: train narrower ones to see a critical width.`) // prettier-ignore
    if (!supported || criticalWidth.value! > widest.width / 2) {
      const clearly = aicDifference < -2
      const reason = `A group size that stops growing fits ${clearly ? 'worse' : 'no better'} than one that does not (AIC difference ${sayNumber(aicDifference)}, above 2 is needed), or it would stop too close to the widest layer (${widest.width}).`
      return clearly ? disagrees(ours, reason) : cannotTell(ours, reason)
    }
    const below = widths.filter(({ width, groups }) => width < criticalWidth.value! && groups !== null)
    const most = Math.max(...below.map(({ groups }) => groups!))
    const told = `Critical width ${sayScalar(criticalWidth)}; above it the groups grow by ${sayScalar(slope)} per neuron`
    if (below.length === 0)
      return cannotTell(ours, `${told}, but no width below it was trained: that there is one group there cannot be told.`) // prettier-ignore
    if (most >= ONE)
      return disagrees(ours, `Below the critical width a layer holds ${sayNumber(most)} groups on average.`)
    if (linearity === null || slope.low === null)
      return cannotTell(ours, `${told}, but fewer than three widths above it say whether that is linear.`)
    if (linearity < LINEAR || slope.low <= 0)
      return disagrees(ours, `${told}, which a line explains with R² ${sayNumber(linearity)} only (${LINEAR} is asked).`) // prettier-ignore
    return agrees(ours, `${told}, linear with R² ${sayNumber(linearity)}; below it at most ${sayNumber(most)} groups.`) // prettier-ignore
  },
}
