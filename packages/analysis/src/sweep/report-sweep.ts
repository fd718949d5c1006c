import { judgeClaims } from '../claims/judge-claims.ts'
import { decayOfWidth } from './decay-of-width.ts'
import { biasVariance } from './findings/bias-variance.ts'
import { chunksAgainstNetworks } from './findings/chunks-against-networks.ts'
import { controls } from './findings/controls.ts'
import { dynamics } from './findings/dynamics.ts'
import { ensembles, errorInfinity } from './findings/ensembles.ts'
import { equalNeurons } from './findings/equal-neurons.ts'
import type { SweepFinding } from './findings/finding.ts'
import { networkDecay } from './findings/network-decay.ts'
import { groupPair, planPairs } from './findings/plan-pairs.ts'
import { collectLogits, type LoadLogits } from './logits/collect-logits.ts'
import { summarizeSweep } from './summarize-sweep.ts'
import type { DivergedRun, EpochAnalysis, RunAnalysis, SweepReport, SweepSeries } from './sweep-report.ts'

export interface ReportOptions extends Pick<SweepReport, 'title' | 'threshold' | 'provenance'> {
  /** Runs at the end of their training; runs of another control than most are reported beside the others. */
  readonly runs: readonly RunAnalysis[]
  /** Analyses of runs after earlier epochs. */
  readonly epochs?: readonly EpochAnalysis[]
  /** Runs that are named and counted, and left out of everything else. */
  readonly diverged?: readonly DivergedRun[]
  /** Loads logits; without it the report has no ensembles and no bias and variance. */
  readonly loadLogits?: LoadLogits
  readonly signal?: AbortSignal
}

/** Returns the report of a sweep: its laws over widths, the findings over its runs, and the claims judged by it. */
export async function reportSweep(options: ReportOptions): Promise<SweepReport> {
  const { title, threshold, provenance, runs, epochs = [], diverged = [] } = options
  const { main, others } = splitControls(runs)
  const report = summarizeSweep(title, main, threshold, provenance)
  const warnings = diverged.map(
    ({ name }) => `${name}: diverged (a loss ended not finite); the run is left out of every mean.`,
  )
  warnings.push(...report.warnings, ...warningsOfRuns(runs))
  const series: SweepSeries[] = []
  const findings: SweepFinding[] = []
  for (const one of report.series) {
    const found = await findInSeries(one, ownEpochs(one, epochs), options)
    series.push(found.series)
    findings.push(...found.findings)
    warnings.push(...found.warnings)
  }
  const compared = controls(main, others)
  if (compared) findings.push(compared)
  const counted = series.map((one) => countDiverged(one, diverged))
  const complete = { ...report, series: counted, findings, warnings }
  return { ...complete, claims: judgeClaims(complete) }
}

/** Returns each warning of the runs once, with the runs that it is about. */
function warningsOfRuns(runs: readonly RunAnalysis[]): string[] {
  const about = new Map<string, string[]>()
  for (const { name, warnings = [] } of runs)
    for (const { message } of warnings) about.set(message, [...(about.get(message) ?? []), name])
  return [...about].map(([message, names]) => {
    const shown = names.slice(0, 5).join(', ')
    return `${names.length > 5 ? `${shown} and ${names.length - 5} more runs` : shown}: ${message}`
  })
}

/** Splits the runs into those under one regime, usually the ordinary one, and those under every other. */
function splitControls(runs: readonly RunAnalysis[]) {
  const controlOf = ({ control }: RunAnalysis) => control ?? 'none'
  const kinds = new Set(runs.map(controlOf))
  const [kind] = kinds.has('none') ? ['none'] : kinds
  return {
    main: runs.filter((run) => controlOf(run) === kind),
    others: runs.filter((run) => controlOf(run) !== kind),
  }
}

function countDiverged(series: SweepSeries, diverged: readonly DivergedRun[]): SweepSeries {
  const own = diverged.filter(({ weightDecay }) => weightDecay === series.weightDecay)
  const widths = series.widths.map((width) => ({
    ...width,
    diverged: own.filter((run) => run.width === width.width).length,
  }))
  return { ...series, widths }
}

/** Returns the series' analyses after earlier epochs and those of its runs at their end, if that epoch is known. */
function ownEpochs({ runs, weightDecay }: SweepSeries, epochs: readonly EpochAnalysis[]): EpochAnalysis[] {
  const names = new Set(runs.map(({ name }) => name))
  const last = runs.flatMap((run) => (run.epoch == null ? [] : [{ ...run, epoch: run.epoch }]))
  const isLast = (one: EpochAnalysis) =>
    last.some(({ name, epoch }) => one.name === name && one.epoch === epoch)
  const earlier = epochs.filter((one) => names.has(one.name) && one.weightDecay === weightDecay)
  return [...earlier.filter((one) => !isLast(one)), ...last]
}

async function findInSeries(
  series: SweepSeries,
  epochs: readonly EpochAnalysis[],
  { loadLogits, signal }: ReportOptions,
) {
  const { weightDecay, runs } = series
  const pairs = planPairs(series)
  const { widths, warnings } = loadLogits
    ? await collectLogits(runs, pairs, loadLogits, signal)
    : { widths: [], warnings: [] }
  const infinity = errorInfinity(widths)
  const findings = [
    ensembles(weightDecay, widths),
    equalNeurons(weightDecay, widths, pairs, groupPair(series)),
    chunksAgainstNetworks(series),
    networkDecay(series, infinity),
    biasVariance(weightDecay, widths, 'crossEntropy'),
    biasVariance(weightDecay, widths, 'squared'),
    dynamics(weightDecay, epochs),
  ].filter((finding) => finding !== null)
  const own = series.widths.map((width) => ({
    ...width,
    decayToEnsemble: infinity && decayOfWidth(runs.filter((run) => run.width === width.width), infinity),
  })) // prettier-ignore
  return { series: { ...series, widths: own }, findings, warnings }
}
