import {
  drawsOf,
  estimateSeconds,
  speedOf,
  typicalSpeed,
  type AnalysisSize,
  type Speed,
} from '../analyses/measure-speed.ts'

/** Analyses of a sweep's runs with equal size and state. */
export interface AnalysisGroup extends AnalysisSize {
  readonly measure: string
  readonly state: 'queued' | 'running' | 'finished'
  readonly count: number
  /** Mean seconds of the finished analyses. */
  readonly seconds: number | null
  /** Mean remaining seconds of the running analyses, by their jobs. */
  readonly secondsLeft: number | null
}

export interface Remaining {
  /** Seconds of each running and each queued training. */
  readonly training: { readonly running: readonly number[]; readonly queued: readonly number[] }
  /** Duration of a training here, relative to a typical processor. */
  readonly pace: number
  /** Widths of the runs that are not trained yet. */
  readonly untrained: readonly number[]
  /** Analyses to compute of each run once it is trained. */
  readonly requests: readonly {
    readonly measure: string
    readonly options: Readonly<Record<string, unknown>>
  }[]
  /** Test samples of a representation. */
  readonly rows: number
  readonly analyses: readonly AnalysisGroup[]
  /** Widths of the runs in the report; undefined if no report is to come. */
  readonly report?: { readonly widths: readonly number[]; readonly draws: number; readonly job?: ReportJob }
  /** Number of devices, each of which computes one job at a time. */
  readonly workers: number
}

export interface ReportJob {
  readonly state: 'queued' | 'running'
  readonly progress: number
  readonly secondsLeft: number | null
}

/**
 * Share of its measures' time that a report takes: it prepares each run once for all of them, and no other job is beside
 * it. 0.33 and 0.39 in two default sweeps on two cores.
 */
const reportShare = 0.4

/** Seconds that are left at least: work that has reported its end has yet to be stored. */
const minSecondsLeft = 0.1

/** Measures that a report computes of each run. */
const reported = ['chunk-error', 'reconstruction', 'residual-correlation', 'critical-width']

/**
 * Estimates the seconds until all requested results of a sweep exist: trainings with their representations,
 * analyses, and the report, which follows the last training. Uses the speeds measured in the sweep, else
 * those of its trainings.
 */
export function estimateRemaining(given: Remaining): number {
  return Math.max(minSecondsLeft, sumUp(given))
}

function sumUp(given: Remaining): number {
  const { training, untrained, requests, rows, analyses, report, workers, pace } = given
  const speedFor = findSpeeds(analyses, pace)
  const underWay = [...training.running]
  const waiting = [...training.queued]
  for (const { state, count, secondsLeft, ...group } of analyses) {
    const whole = estimateSeconds(group, speedFor(group.measure))
    if (state === 'queued') waiting.push(...repeat(whole, count))
    if (state === 'running') underWay.push(...repeat(secondsLeft ?? whole / 2, count))
  }
  for (const width of untrained)
    for (const { measure, options } of requests)
      waiting.push(estimateSeconds({ rows, width, draws: drawsOf(options) }, speedFor(measure)))
  if (report === undefined) return makespan(underWay, waiting, workers)
  const { widths, draws, job } = report
  const single = widths.flatMap((width) =>
    reported.map((measure) => estimateSeconds({ rows, width, draws }, speedFor(measure))),
  )
  const whole = reportShare * single.reduce((sum, seconds) => sum + seconds, 0)
  if (job?.state !== 'running') return makespan(underWay, waiting, workers) + whole
  return makespan([...underWay, job.secondsLeft ?? (1 - job.progress) * whole], waiting, workers)
}

/** Returns the speed of each measure in a sweep; for a measure without answers, that of all measures together. */
function findSpeeds(analyses: readonly AnalysisGroup[], pace: number): (measure: string) => Speed {
  const finished = analyses.flatMap(({ seconds, state, ...group }) =>
    state === 'finished' && seconds !== null ? [{ ...group, seconds }] : [],
  )
  const { overhead, workPerSecond } = typicalSpeed
  const expectedPace = { overhead: overhead * pace, workPerSecond: workPerSecond / pace, from: 0 }
  const all = finished.length > 0 ? speedOf(finished) : expectedPace
  return (measure) => {
    const own = finished.filter((group) => group.measure === measure)
    return own.length > 0 ? speedOf(own) : all
  }
}

/** Returns the seconds until the last task is done, if each free device takes the longest waiting task. */
function makespan(underWay: readonly number[], waiting: readonly number[], workers: number): number {
  const busy = new Array<number>(Math.max(1, workers)).fill(0)
  for (const seconds of [...underWay, ...waiting.toSorted((a, b) => b - a)])
    busy[busy.indexOf(Math.min(...busy))] += seconds
  return Math.max(...busy)
}

function repeat(value: number, count: number): number[] {
  return new Array<number>(count).fill(value)
}
