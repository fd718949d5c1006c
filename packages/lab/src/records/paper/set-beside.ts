import {
  around,
  summarize,
  type JudgedClaim,
  type RunAnalysis,
  type Scalar,
  type SweepReport,
} from '@mitoscope/analysis'
import type { PaperFigure, PaperNumber, PaperQuantity } from './paper-figure.ts'

/** Comparison of a reproduction with the paper. */
export interface Reproduction {
  readonly figure: PaperFigure
  /** Numbers of the paper, each with ours. */
  readonly numbers: readonly NumberBeside[]
  /** Claims that the figure checks. */
  readonly claims: readonly JudgedClaim[]
}

/** Number of the paper and the reproduced number. */
export interface NumberBeside extends PaperNumber {
  readonly label: string
  /** Reproduced number; null if the runs have none. */
  readonly ours: Scalar | null
  readonly verdict: JudgedClaim['verdict']
  /** Reason of the verdict, with the applied rule. */
  readonly reason: string
}

/** Facts besides the report that affect the comparison. */
export interface BesideOptions {
  /** True if the networks are those of the paper's numbers. */
  readonly isOfPaper: boolean
  /** error_∞ if it is known from another source; by default that of the report's widest runs. */
  readonly errorInfinity?: number
}

/** Relative difference within which two networks of one kind agree, whatever the interval over draws. */
const relativeTolerance = 0.15
const labels: Readonly<Record<PaperQuantity, string>> = {
  excessError: 'test error − error_∞',
  trainError: 'training error',
  r2: 'R², in-sample',
  residualCorrelation: 'mean |ρ|, all pairs',
  trainErrorOfNetworks: 'training error of whole networks',
}
/** Absolute differences that reading a figure, or a handful of images, can cause. */
const absoluteTolerance: Readonly<Record<PaperQuantity, number>> = {
  excessError: 0.003,
  trainError: 0.001,
  r2: 0.002,
  residualCorrelation: 0.002,
  trainErrorOfNetworks: 0.002,
}

/** Compares the numbers and claims of the paper at a figure with a report of its sweep. */
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

/** Returns the mean over runs with its interval; for a single run, with the interval over draws. */
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
  const allowed = Math.max(absoluteTolerance[quantity], relativeTolerance * value)
  const rule = `${allowed.toPrecision(2)} to either side is asked, or to be within the interval`
  const isWithin = ours.low !== null && ours.high !== null && ours.low <= value && value <= ours.high
  return isWithin || Math.abs(ours.value - value) <= allowed
    ? { verdict: 'agrees', reason: `${rule}.` }
    : { verdict: 'does not agree', reason: `${rule}.` }
}
