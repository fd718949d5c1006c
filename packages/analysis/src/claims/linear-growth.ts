import { sayNumber, sayP, sayScalar, sayShare } from '../sweep/findings/say.ts'
import { LEVEL, SUPPORT } from '../sweep/laws/compare-laws.ts'
import { isOverSeeds, overOf } from '../sweep/laws/describe-intervals.ts'
import { bends, fitSeries, LINEAR } from '../sweep/laws/fit-series.ts'
import { poolSeeds } from '../sweep/laws/pool-seeds.ts'
import { per100, sayBend } from '../sweep/summarize-sweep.ts'
import type { PlateauFit, WidthSummary } from '../sweep/sweep-report.ts'
import { agrees, cannotTell, disagrees, oneSeed, type Claim } from './claim.ts'

/** Number of groups below which a layer below the critical width counts as a single group. */
const ONE = 2

export const linearGrowth: Claim = {
  id: 'linear-growth',
  statement: 'Above a critical width the number of groups grows linearly with width; below it there is one.',
  paper: 'Wide-ResNet28-8 on CIFAR-10: w* between 64 and 128, so that W = 512 holds 4 to 8 groups',
  needsInterpolation: true,
  judge(series) {
    const pooled = poolSeeds(series.runs)
    // Reports of older versions have a fit without tests.
    const fit = series.fit?.pPower === undefined ? fitSeries(pooled) : series.fit
    if (!fit) return cannotTell([], 'Fewer than four widths have a group size: no critical width can be looked for.') // prettier-ignore
    const { criticalWidth, slope, growth } = fit
    const ours = [criticalWidth, slope, growth!]
    const over = overOf(pooled)
    const told = `Critical width ${sayScalar(criticalWidth, over)}; above it the groups grow by ${sayScalar(per100(slope), over)} per 100 neurons`
    if (!isOverSeeds(pooled)) return oneSeed(ours, told)
    const { widths } = series
    if (!fit.supported) return judgeUnsupported(fit, ours, widths)
    const below = widths.filter(({ width, groups }) => width < criticalWidth.value! && groups !== null)
    if (below.length === 0)
      return cannotTell(ours, `${told}, but no width below it was trained: that there is one group there cannot be told.`) // prettier-ignore
    const split = below.toSorted((a, b) => b.groups! - a.groups!)[0]
    const inOne = `at W = ${split.width}, below it, ${sayScalar(groupsOf(split))}`
    const limits = `fewer than ${ONE} groups are asked`
    if ((split.groupsLow ?? split.groups!) >= ONE) return disagrees(ours, `${told}; ${inOne} groups: ${limits}.`)
    if ((split.groupsHigh ?? split.groups!) >= ONE)
      return cannotTell(ours, `${told}; ${inOne} groups: ${limits}, and the interval reaches to either side. More seeds would tell.`) // prettier-ignore
    if (growth?.value == null)
      return cannotTell(ours, `${told}, but fewer than three widths above it say whether that is linear: train wider layers.`) // prettier-ignore
    const [low, high] = [growth.low! - 1, growth.high! - 1]
    const power = `An exponent more than ${sayNumber(Number(((high - low) / 2).toPrecision(2)))} beyond these bounds would be told`
    const rule = `they grow as W^β with β = ${sayScalar(growth)}; β from ${1 - LINEAR} to ${1 + LINEAR} counts as linear. ${power}`
    if (low > LINEAR || high < -LINEAR) return disagrees(ours, `${told}; ${rule}.`)
    if (low < -LINEAR || high > LINEAR)
      return cannotTell(ours, `${told}; ${rule}: the interval reaches beyond. More seeds, or wider layers, would tell.`) // prettier-ignore
    return agrees(ours, `${told}; ${rule}. ${testOf(fit)}; ${inOne} groups.`)
  },
} // prettier-ignore

function groupsOf({ groups, groupsLow, groupsHigh }: WidthSummary) {
  return { value: groups, low: groupsLow ?? null, high: groupsHigh ?? null }
}

/** Names the test of a plateau, its error rate and its power at this size. */
function testOf({ pPower, power }: PlateauFit): string {
  return (
    `A power law without a plateau is rejected (${sayP(pPower!)} of a parametric bootstrap; at most ${SUPPORT} is asked, so that it is taken for ` +
    `a plateau in at most 5 % of sweeps, and this plateau would be found in ${sayShare(power!)})`
  )
}

function judgeUnsupported(fit: PlateauFit, ours: Parameters<typeof cannotTell>[0], widths: readonly WidthSummary[]) {
  const narrowest = widths.find(({ groups }) => groups !== null)!
  const widest = widths.at(-1)!
  const { pPower, pPlateau, power, growth, strays = false } = fit
  if (narrowest.groups! >= ONE)
    return cannotTell(ours, `Even the narrowest layer (${narrowest.width}) holds ${sayScalar(groupsOf(narrowest))} groups: train narrower ones to see a critical width.`)
  if (pPower! <= SUPPORT && growth && bends(growth, strays)) {
    const told = `${sayBend(growth, pPower!)}.`
    return growth.high !== null && growth.high < 1 - LINEAR ? disagrees(ours, capital(told)) : cannotTell(ours, `${capital(told)} More seeds, or wider layers, would tell.`)
  }
  if (pPower! <= SUPPORT)
    return cannotTell(ours, `A plateau of w* fits better than a power law (${sayP(pPower!)}), but it may begin as late as the widest layer (${widest.width}): train wider ones.`)
  const test = 'plateau of w* against power law, parametric bootstrap'
  return pPlateau! <= LEVEL
    ? disagrees(ours, `The group size keeps growing up to the widest layer (${widest.width}): a plateau is rejected (${test}, ${sayP(pPlateau!)}; 5 % of sweeps with one would be rejected). A plateau beyond that width would need wider layers to be seen.`)
    : cannotTell(ours, `Neither law is rejected (${test}: ${sayP(pPower!)} without a plateau, ${sayP(pPlateau!)} with one). A plateau as fitted would be found in ${sayShare(power!)} of sweeps of this size: more seeds, or wider layers, would tell.`)
} // prettier-ignore

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1)
}
