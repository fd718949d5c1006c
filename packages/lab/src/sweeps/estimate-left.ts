import type { Rates, SweepConfig } from '@mitoscope/training'
import type { RunState } from '../database/tables.ts'
import { usualSettings } from '../reports/report-settings.ts'
import { estimateRemaining, type AnalysisGroup, type ReportJob } from './estimate-remaining.ts'
import { estimateRun, runPriority } from './run-priority.ts'
import type { FormerTraining, OpenTrainings, RunRow } from './sweep-facts.ts'
import type { Sweep } from './sweep.ts'

/** Number and speed of the devices that train. */
export interface Devices {
  readonly workers: number
  readonly rates?: Rates
  /** Trainings of the lab, which count where the rates are not known. */
  readonly former: readonly FormerTraining[]
}

/** Facts about one sweep, and about what comes before it. */
export interface Facts {
  readonly runs: readonly RunRow[]
  readonly others: readonly OpenTrainings[]
  readonly analyses: readonly AnalysisGroup[]
  readonly report: ReportJob | undefined
}

/** Fields of a sweep that its progress depends on. */
export type ProgressOf = Pick<Sweep, 'id' | 'config' | 'analyses' | 'reportSettings'>

/** A training that a sweep asks for. */
export interface Planned {
  readonly width: number
  readonly state: RunState | null
  /** Share that is done, 0 … 1. */
  readonly progress: number
  /** Seconds that it takes on a usual processor. */
  readonly work: number
  readonly row?: RunRow
}

/** Seconds until all that the sweep asked for is there; null when nothing of it is to come. */
export function estimateLeft(
  { config, analyses: requests, reportSettings }: ProgressOf,
  { analyses, report: job, others }: Facts,
  planned: readonly Planned[],
  { workers, rates, former }: Devices,
): number | null {
  const running = planned.filter(({ state }) => state === 'running')
  const queued = planned.filter(({ state }) => state === 'queued')
  const untrained = [...running, ...queued].map(({ width }) => width)
  const isOpen =
    untrained.length > 0 || job !== undefined || analyses.some(({ state }) => state !== 'finished')
  if (!isOpen) return null
  const supposed = rates ? paceAt(config as unknown as SweepConfig, planned, rates) : formerPace(former)
  const pace = paceOf(planned) ?? supposed ?? 1
  const left = ({ row, progress, work }: Planned) => row?.secondsLeft ?? (1 - progress) * work * pace
  const ahead = findAhead(others, config as unknown as SweepConfig, queued, pace)
  const reports = job !== undefined || (untrained.length > 0 && requests.length > 0)
  const widths = planned.filter(({ state }) => state === 'finished').map(({ width }) => width)
  return estimateRemaining({
    training: {
      running: [...running.map(left), ...ahead.running],
      queued: [...queued.map(({ work }) => work * pace), ...ahead.queued],
    },
    pace,
    untrained,
    requests,
    rows: (config as unknown as SweepConfig).testSize,
    analyses,
    report: reports
      ? { widths: [...widths, ...untrained], draws: (reportSettings ?? usualSettings).draws, job }
      : undefined,
    workers,
  })
}

/** Seconds of trainings of other sweeps: of those that run, and of those that come before the last of ours. */
function findAhead(
  others: readonly OpenTrainings[],
  config: SweepConfig,
  queued: readonly Planned[],
  pace: number,
): { readonly running: readonly number[]; readonly queued: readonly number[] } {
  if (queued.length === 0) return { running: [], queued: [] }
  const last = Math.min(...queued.map(({ width }) => runPriority(config, width)))
  const secondsOf = ({ config: other, width, progress, secondsLeft }: OpenTrainings) =>
    secondsLeft ?? (1 - progress) * estimateRun(other as unknown as SweepConfig, width) * pace
  const list = (some: readonly OpenTrainings[]) =>
    some.flatMap((group) => new Array<number>(group.count).fill(secondsOf(group)))
  return {
    running: list(others.filter(({ state }) => state === 'running')),
    queued: list(others.filter(({ state, priority }) => state === 'queued' && priority > last)),
  }
}

/**
 * Duration of the sweep's trainings as a share of that on a usual processor: by what those under way have left, which
 * also holds for one that was continued, else by what those that are finished took; undefined as long as neither tells.
 */
function paceOf(planned: readonly Planned[]): number | undefined {
  const open = planned.filter(({ state, row }) => state === 'running' && row?.secondsLeft != null)
  const shown = ratio(open.map(({ row, work, progress }) => [row!.secondsLeft!, (1 - progress) * work]))
  const finished = planned.filter(({ row }) => row?.seconds)
  return shown ?? ratio(finished.map(({ row, work }) => [row!.seconds!, work]))
}

/** Duration of former trainings as a share of that on a usual processor; undefined where there are none. */
function formerPace(former: readonly FormerTraining[]): number | undefined {
  return ratio(
    former.map(({ config, width, seconds }) => [
      seconds,
      estimateRun(config as unknown as SweepConfig, width),
    ]),
  )
}

function paceAt(config: SweepConfig, planned: readonly Planned[], rates: Rates): number {
  return ratio(planned.map(({ width, work }) => [estimateRun(config, width, rates), work])) ?? 1
}

/** Ratio of two sums; undefined where there is nothing to divide by. */
function ratio(pairs: readonly (readonly [number, number])[]): number | undefined {
  const sum = (at: 0 | 1) => pairs.reduce((total, pair) => total + pair[at], 0)
  return sum(1) > 0 && sum(0) > 0 ? sum(0) / sum(1) : undefined
}
