import { judgeClaims } from '../claims/judge-claims.ts'
import { decayOfChunks, type LoadChunkValues } from './exponents/decay-of-chunks.ts'
import { biasVariance } from './findings/bias-variance.ts'
import { chunksAgainstNetworks } from './findings/chunks-against-networks.ts'
import { controls } from './findings/controls.ts'
import { dynamics } from './findings/dynamics.ts'
import { ensembles } from './findings/ensembles.ts'
import { equalNeurons } from './findings/equal-neurons.ts'
import type { SweepFinding } from './findings/finding.ts'
import { groupsByTrainingError } from './findings/groups-by-training-error.ts'
import { waitsForInterpolation } from './findings/name-control.ts'
import { networkDecay } from './findings/network-decay.ts'
import { collectLogits, groupPair, type LoadLogits, planPairs } from './logits/collect-logits.ts'
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
  /** Loads values of chunks on single test inputs; without it the report has no exponent of chunks. */
  readonly loadChunkValues?: LoadChunkValues
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
  warnings.push(...report.warnings, ...warningsOfRuns(runs), ...warningsOfDecay(runs))
  const series: SweepSeries[] = []
  const findings: SweepFinding[] = []
  for (const one of report.series) {
    const beside = others.filter(({ weightDecay }) => weightDecay === one.weightDecay)
    const followed = { own: ownEpochs(one.runs, epochs), beside: ownEpochs(beside, epochs) }
    const found = await findInSeries(one, followed, options)
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
  return [...about].map(([message, names]) => `${listNames(names)}: ${message}`)
}

/** Warns of runs whose weight decay waits for an interpolation that did not come, or came with the last epoch. */
function warningsOfDecay(runs: readonly RunAnalysis[]): string[] {
  const waiting = runs.filter(
    ({ control = 'none', weightDecay, epoch, interpolationEpoch }) =>
      waitsForInterpolation(control) &&
      weightDecay > 0 &&
      (interpolationEpoch === null || (epoch != null && interpolationEpoch >= epoch)),
  )
  if (waiting.length === 0) return []
  const names = listNames(waiting.map(({ name }) => name))
  return [`${names}: the weight decay never began, as the training error did not reach 0 before the last epoch; train longer.`] // prettier-ignore
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more runs` : shown
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

/** Returns the runs' analyses after earlier epochs and those at their end, if that epoch is known. */
function ownEpochs(runs: readonly RunAnalysis[], epochs: readonly EpochAnalysis[]): EpochAnalysis[] {
  // Sweeps that are controls of each other name their runs alike.
  const keyOf = ({ name, weightDecay, control = 'none' }: Pick<RunAnalysis, 'name' | 'weightDecay' | 'control'>) =>
    JSON.stringify([name, weightDecay, control]) // prettier-ignore
  const keys = new Set(runs.map(keyOf))
  const last = runs.flatMap((run) => (run.epoch == null ? [] : [{ ...run, epoch: run.epoch }]))
  const isLast = (one: EpochAnalysis) =>
    last.some((run) => keyOf(run) === keyOf(one) && run.epoch === one.epoch)
  const earlier = epochs.filter((one) => keys.has(keyOf(one)))
  return [...earlier.filter((one) => !isLast(one)), ...last]
}

async function findInSeries(
  series: SweepSeries,
  { own: epochs, beside }: Readonly<Record<'own' | 'beside', readonly EpochAnalysis[]>>,
  { loadLogits, loadChunkValues, signal }: ReportOptions,
) {
  const { weightDecay, runs } = series
  const pairs = planPairs(series)
  const { widths, warnings } = loadLogits
    ? await collectLogits(runs, pairs, loadLogits, signal)
    : { widths: [], warnings: [] }
  const byError = groupsByTrainingError(weightDecay, [...epochs, ...beside])
  const findings = [
    ensembles(weightDecay, widths),
    equalNeurons(weightDecay, widths, pairs, groupPair(series)),
    chunksAgainstNetworks(series),
    networkDecay(series, widths),
    biasVariance(weightDecay, widths, 'crossEntropy'),
    biasVariance(weightDecay, widths, 'squared'),
    dynamics(weightDecay, epochs, byError),
    byError,
  ].filter((finding) => finding !== null)
  const widest = series.widths.at(-1)
  const ofWidest = runs.filter(({ width }) => width === widest?.width)
  const logitsOfWidest = widths.find(({ width }) => width === widest?.width)
  const decay = await decayOfChunks(ofWidest, widest?.wStar ?? null, logitsOfWidest, loadChunkValues)
  const own = series.widths.map((width) => ({ ...width, decayToEnsemble: width === widest ? decay : null }))
  return { series: { ...series, widths: own }, findings, warnings }
}
