import type { Rates, SweepConfig } from '@mitoscope/training'
import type { RunState } from '../../platform/database/run-tables.ts'
import { defaultSettings } from '../reports/report-settings.ts'
import { estimateRemaining, type AnalysisGroup, type ReportJob } from './estimate-remaining.ts'
import { estimateRun, runPriority } from './run-priority.ts'
import type { FormerTraining, OpenTrainings, RunRow } from './sweep-facts.ts'
import type { Sweep } from './sweep.ts'

/** Number and speed of the devices that train. */
export interface Devices {
  readonly workers: number
  readonly rates?: Rates
  /** Earlier trainings of the lab, used if the rates are not known. */
  readonly former: readonly FormerTraining[]
}

/** State of one sweep, and of the work before it. */
export interface Facts {
  readonly runs: readonly RunRow[]
  readonly others: readonly OpenTrainings[]
  readonly analyses: readonly AnalysisGroup[]
  readonly report: ReportJob | undefined
}

/** Fields of a sweep that determine its progress. */
export type ProgressOf = Pick<Sweep, 'id' | 'config' | 'analyses' | 'reportSettings'>

/** Training that a sweep requests. */
export interface Planned {
  readonly width: number
  readonly state: RunState | null
  /** Completed share, 0 to 1. */
  readonly progress: number
  /** Seconds of the training on a typical processor. */
  readonly work: number
  readonly row?: RunRow
}

/** Estimates the seconds until all requested results of the sweep exist; null if none is to come. */
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
  const expectedPace = rates ? predictPace(config, planned, rates) : measureFormerPace(former)
  const pace = measurePace(planned) ?? expectedPace ?? 1
  const left = ({ row, progress, work }: Planned) => row?.secondsLeft ?? (1 - progress) * work * pace
  const ahead = sumAhead(others, config, queued, pace)
  const reports = job !== undefined || (untrained.length > 0 && requests.length > 0)
  const widths = planned.filter(({ state }) => state === 'finished').map(({ width }) => width)
  return estimateRemaining({
    training: {
      running: [...running.map(left), ...ahead.running],
      queued: [...queued.map(({ work, progress }) => (1 - progress) * work * pace), ...ahead.queued],
    },
    pace,
    untrained,
    requests,
    rows: config.testSize,
    analyses,
    report: reports
      ? { widths: [...widths, ...untrained], draws: (reportSettings ?? defaultSettings).draws, job }
      : undefined,
    workers,
  })
}

/** Sums the seconds of other sweeps' trainings: running ones, and queued ones before the last of this sweep. */
function sumAhead(
  others: readonly OpenTrainings[],
  config: SweepConfig,
  queued: readonly Planned[],
  pace: number,
): { readonly running: readonly number[]; readonly queued: readonly number[] } {
  if (queued.length === 0) return { running: [], queued: [] }
  const last = Math.min(...queued.map(({ width }) => runPriority(config, width)))
  const secondsOf = ({ config: other, width, progress, secondsLeft }: OpenTrainings) =>
    secondsLeft ?? (1 - progress) * estimateRun(other, width) * pace
  const list = (some: readonly OpenTrainings[]) =>
    some.flatMap((group) => new Array<number>(group.count).fill(secondsOf(group)))
  return {
    running: list(others.filter(({ state }) => state === 'running')),
    queued: list(others.filter(({ state, priority }) => state === 'queued' && priority > last)),
  }
}

/**
 * Returns the duration of the sweep's trainings relative to a typical processor: from the remaining time of
 * running ones, which also holds for a continued training, else from finished ones; undefined without either.
 */
function measurePace(planned: readonly Planned[]): number | undefined {
  const open = planned.filter(({ state, row }) => state === 'running' && row?.secondsLeft != null)
  const shown = ratio(open.map(({ row, work, progress }) => [row!.secondsLeft!, (1 - progress) * work]))
  const finished = planned.filter(({ row }) => row?.seconds)
  return shown ?? ratio(finished.map(({ row, work }) => [row!.seconds!, work]))
}

/** Returns the duration of earlier trainings relative to a typical processor; undefined without any. */
function measureFormerPace(former: readonly FormerTraining[]): number | undefined {
  return ratio(former.map(({ config, width, seconds }) => [seconds, estimateRun(config, width)]))
}

function predictPace(config: SweepConfig, planned: readonly Planned[], rates: Rates): number {
  return ratio(planned.map(({ width, work }) => [estimateRun(config, width, rates), work])) ?? 1
}

/** Returns the ratio of two sums; undefined if the second is 0. */
function ratio(pairs: readonly (readonly [number, number])[]): number | undefined {
  const sum = (at: 0 | 1) => pairs.reduce((total, pair) => total + pair[at], 0)
  return sum(1) > 0 && sum(0) > 0 ? sum(0) / sum(1) : undefined
}
