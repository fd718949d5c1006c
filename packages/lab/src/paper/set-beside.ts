import {
  around,
  summarize,
  type JudgedClaim,
  type RunAnalysis,
  type Scalar,
  type SweepReport,
} from '@mitoscope/analysis'
import type { PaperFigure, PaperNumber, PaperQuantity } from './paper-figure.ts'

/** What is told of a reproduction. */
export interface Reproduction {
  readonly figure: PaperFigure
  /** The numbers that the paper gives, beside ours. */
  readonly numbers: readonly NumberBeside[]
  /** The claims that the figure checks. */
  readonly claims: readonly JudgedClaim[]
}

/** A number of the paper and what was found at its place. */
export interface NumberBeside extends PaperNumber {
  readonly label: string
  /** null where the runs have none. */
  readonly ours: Scalar | null
  readonly verdict: JudgedClaim['verdict']
  /** Why, with the rule that was applied. */
  readonly reason: string
}

/** What else than the report bears on it. */
export interface BesideOptions {
  /** Whether the networks are those that the paper's numbers are of. */
  readonly isOfPaper: boolean
  /** error_∞ where it is known from elsewhere: the report's own is of its widest runs. */
  readonly errorInfinity?: number
}

/** Two networks of one kind agree to this share of a number, whatever the interval over draws of one of them. */
const near = 0.15
const labels: Readonly<Record<PaperQuantity, string>> = {
  excessError: 'test error − error_∞',
  trainError: 'training error',
  r2: 'R², in-sample',
  residualCorrelation: 'mean |ρ|, all pairs',
  trainErrorOfNetworks: 'training error of whole networks',
}
/** Differences that the reading of a figure, or a handful of images, makes. */
const least: Readonly<Record<PaperQuantity, number>> = {
  excessError: 0.003,
  trainError: 0.001,
  r2: 0.002,
  residualCorrelation: 0.002,
  trainErrorOfNetworks: 0.002,
}

/** Sets what the paper says at a figure beside what a report of its sweep says. */
export function setBeside(figure: PaperFigure, report: SweepReport, options: BesideOptions): Reproduction {
  const series = report.series.find(({ weightDecay }) => weightDecay > 0) ?? report.series[0]
  const infinity = options.errorInfinity ?? errorInfinityOf(series?.widths.at(-1))
  const numbers = figure.numbers.map((number) => {
    const own = (series?.runs ?? []).filter(({ width }) => width === number.width)
    const beside = { ...number, label: labels[number.quantity], ours: meanOver(own, number, infinity) }
    return { ...beside, ...judge(beside, figure, options) }
  })
  const claims = (report.claims ?? []).filter(({ id }) => figure.claims.includes(id))
  return { figure, numbers, claims }
}

function errorInfinityOf(width: SweepReport['series'][number]['widths'][number] | undefined): number | null {
  return (width?.decayToEnsemble ?? width?.decay)?.asymptote.value ?? null
}

/** Mean over runs with its interval over them; of a single run, with that over draws. */
function meanOver(runs: readonly RunAnalysis[], { quantity, size }: PaperNumber, infinity: number | null) {
  const found = runs.map((run) => valueOf(run, quantity, size, infinity)).filter((value) => value !== null)
  const { mean, ci95 } = summarize(found.map(({ value }) => value))
  if (mean === null) return null
  const half = ci95 ?? found[0].half
  return { id: quantity, label: labels[quantity], value: mean, ...around(mean, half) }
}

function valueOf(run: RunAnalysis, quantity: PaperQuantity, size: number, infinity: number | null) {
  if (quantity === 'trainErrorOfNetworks') return { value: run.trainError, half: null }
  const curve = {
    excessError: run.testErrorOfChunks,
    trainError: run.trainErrorOfChunks,
    r2: run.r2,
    residualCorrelation: run.residualCorrelationAllPairs,
  }[quantity]
  const at = run.sizes.indexOf(size)
  const value = curve?.mean[at] ?? null
  if (value === null || (quantity === 'excessError' && infinity === null)) return null
  return {
    value: quantity === 'excessError' ? value - infinity! : value,
    half: curve?.ci95[at] ?? null,
  }
}

function judge(
  { value, quantity, ours }: Pick<NumberBeside, 'value' | 'quantity' | 'ours'>,
  { network }: PaperFigure,
  { isOfPaper }: BesideOptions,
): Pick<NumberBeside, 'verdict' | 'reason'> {
  if (!isOfPaper) return { verdict: 'cannot tell', reason: `The number is of another network: ${network}.` }
  if (ours?.value == null) return { verdict: 'cannot tell', reason: 'No run has a number at this place.' }
  const allowed = Math.max(least[quantity], near * value)
  const rule = `${allowed.toPrecision(2)} to either side is asked, or to be within the interval`
  const isWithin = ours.low !== null && ours.high !== null && ours.low <= value && value <= ours.high
  return isWithin || Math.abs(ours.value - value) <= allowed
    ? { verdict: 'agrees', reason: `${rule}.` }
    : { verdict: 'does not agree', reason: `${rule}.` }
}
