import { formatCount } from '../format/format-number.ts'
import type { Coverage, SizesPlan } from './calibrate-sizes.ts'
import type { decideLaws } from './calibrate-sizes.ts'
import type { coverDifferences, DifferencePlan } from './calibrate-differences.ts'
import type { decideExponents, ExponentPlan } from './calibrate-exponents.ts'
import type { LossCoverage, LossPlan } from './calibrate-losses.ts'
import { percent, table } from './markdown-table.ts'
import type { PlantedLaw } from './simulate-sizes.ts'

type LawRow = Omit<SizesPlan, 'repetitions'> & ReturnType<typeof decideLaws>
type LossRow = Omit<LossPlan, 'repetitions'> & { readonly shares: LossCoverage }
type DifferenceRow = Omit<DifferencePlan, 'repetitions'> & ReturnType<typeof coverDifferences>
type ExponentRow = ExponentPlan & ReturnType<typeof decideExponents>

/** Tables of shares of simulated sweeps. */
export interface Calibration {
  readonly repetitions: number
  readonly coverage: { readonly seeds: number; readonly spread: number; readonly shares: Coverage }[]
  /** Shares of sweeps that hold the widest layer's w* where the spread rises towards it. */
  readonly widest: { readonly seeds: number; readonly rise: number; readonly held: number }[]
  readonly laws: LawRow[]
  readonly exponents: ExponentRow[]
  readonly losses: LossRow[]
  readonly differences: DifferenceRow[]
}

/** Writes the tables of a calibration as a Markdown page. */
export function writeCalibration({ repetitions, coverage, widest, laws, exponents, losses, differences }: Calibration): string {
  const columns = Object.keys(coverage[0].shares) as (keyof Coverage)[]
  return `# Calibration

Intervals and verdicts of sweep reports held against simulated sweeps of known truth (\`src/simulation\`). Written by
\`npm run soak -- --only calibration\`, with ${formatCount(repetitions)} repetitions; \`npm test\` asserts the same with 200.

## Intervals of group sizes

Widths ${[16, 32, 64, 128, 256, 512, 1024].join(', ')}; w* = min(0.9 W, 50), log-normal between seeds, with an error of 0.8 % over draws. Share of
sweeps whose nominal 95 % interval holds the planted value (± ${percent(Math.sqrt((0.95 * 0.05) / repetitions))} standard error). Where seeds do not
differ at all, the draws' error is the floor, and intervals are a little wide; so are those of the growth exponent, whose widths the fit
chooses.

${table(
  ['seeds', 'spread', ...columns],
  coverage.map(({ seeds, spread, shares }) => [seeds, percent(spread, 0), ...columns.map((of) => percent(shares[of]))]),
)}

The same of w* of the widest layer, where the spread between seeds is not the same at all widths, but rises from 64 neurons to 6 % at
1,024. The spread is pooled over widths, or a width's own where that is larger; two or three seeds do not tell how it rises.

${table(
  ['seeds', 'rise', 'w* of the widest'],
  widest.map(({ seeds, rise, held }) => [seeds, `${rise} ×`, percent(held)]),
)}

## A plateau, or none

Share of sweeps in which the report supports a plateau of w* (p ≤ 0.03 against a power law), and in which it rejects one. "Said" is the
mean power that the reports themselves state.

${table(
  ['planted w*', 'seeds', 'spread', 'plateau supported', 'plateau rejected', 'said'],
  laws.map(({ law, seeds, spread, supported, rejected, power }) => [sayLaw(law), seeds, percent(spread, 0), percent(supported), percent(rejected), percent(power)]),
)}

## Exponents

Chunks of 128, 256 and 512 of 1,024 neurons, error_∞ = 0.033, networks of one seed together coming near it as k^−1 or k^−1/2. "Excess" is that of chunks of
128: about 0.004 on MNIST. Verdicts on the exponent 1/2, and share of the stated intervals that hold the planted exponent.

${table(
  ['planted b', 'k^−', 'excess', 'seeds', 'test inputs', 'agrees', 'does not agree', 'cannot tell', 'covered', 'repetitions'],
  exponents.map(({ exponent, approach, excess, seeds, inputs, verdicts, covered, repetitions: of }) => [exponent, approach, excess, seeds, formatCount(inputs), ...(['agrees', 'does not agree', 'cannot tell'] as const).map((verdict) => percent(verdicts[verdict])), covered === null ? '–' : percent(covered), formatCount(of)]),
)}

## Bias² and variance

Test loss of simulated networks on 300 inputs of 4 classes, whose logits differ between seeds by independent noise of a spread and by a
confidence that multiplies all of them. Share of nominal 95 % intervals that hold the planted part. Where confidence differs much, seeds
differ in one direction above all, and the interval of the variance holds less: it is as if of a few numbers, told by as few.

${table(
  ['seeds', 'spread', 'confidence', ...lossColumns.map(([loss, part]) => `${part}, ${loss === 'squared' ? 'squared' : 'cross-entropy'}`)],
  losses.map(({ seeds, spread, confidence, shares }) => [seeds, spread, percent(confidence, 0), ...lossColumns.map(([loss, part]) => percent(shares[loss][part]))]),
)}

## Differences of means

Share of nominal 95 % intervals of the difference of two means over seeds that hold the planted one: Welch's, and Student's of pairs. "Ratio" is the
spread of the first over that of the second.

${table(
  ['seeds', 'ratio', 'Welch', 'pairs'],
  differences.map(({ seeds, ratio, welch, paired }) => [seeds.join(' and '), Number(ratio.toPrecision(2)), percent(welch), paired === null ? '–' : percent(paired)]),
)}
`
} // prettier-ignore

const lossColumns = (['crossEntropy', 'squared'] as const).flatMap((loss) =>
  (['loss', 'bias', 'variance'] as const).map((part) => [loss, part] as const),
)

function sayLaw(law: PlantedLaw): string {
  if (law.kind === 'bent') return `${law.level} ln(1 + W / ${law.level})`
  return law.kind === 'plateau'
    ? `min(${law.share} W, ${law.level})`
    : law.exponent === 1
      ? `${law.factor} W`
      : `${law.factor} W^${law.exponent}`
}
