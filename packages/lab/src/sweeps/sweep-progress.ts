import { sql } from 'kysely'
import { listRuns, type Rates, type SweepConfig } from '@mitoscope/training'
import type { RunState, WorkState } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { usualSettings } from '../reports/report-settings.ts'
import { estimateRemaining, type AnalysisGroup, type ReportJob } from './estimate-remaining.ts'
import { estimateRun, runPriority } from './run-priority.ts'
import type { Sweep } from './sweep.ts'

/** One combination that a sweep asks for, with the run that stands for it. */
export interface SweepCell {
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
  /** null where the run was deleted. */
  readonly runId: string | null
  readonly state: RunState | null
  /** Share of its training that is done, 0 … 1. */
  readonly progress: number
}

/** How far a sweep is, as its runs tell. */
export interface SweepProgress {
  /** Running as long as a run of it waits or trains; otherwise what became of it as a whole. */
  readonly state: WorkState
  readonly counts: Readonly<Record<WorkState, number>> & { readonly missing: number }
  /** Share of the sweep's work that is done, 0 … 1. */
  readonly progress: number
  /**
   * Seconds until all that the sweep asked for is there, trainings, analyses and report, as far as can be told; null when
   * nothing is left to do.
   */
  readonly secondsLeft: number | null
  readonly cells: readonly SweepCell[]
}

interface RunRow {
  readonly id: string
  readonly sweepId: string
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
  readonly state: RunState
  readonly seconds: number | null
  readonly progress: number | null
  readonly secondsLeft: number | null
}

/** Speed of a machine that has not been seen at work yet. */
export interface KnownMachine {
  readonly rates: Rates
  readonly workers: number
}

type ProgressOf = Pick<Sweep, 'id' | 'config' | 'analyses' | 'reportSettings'>

/**
 * The progress of several sweeps, in five statements at most. Time is estimated for the workers that there are, or for the
 * known machine, at the pace that trainings of the sweep show; until one does, at that of the known machine, else at that of
 * former trainings of the lab.
 */
export async function findSweepProgress(
  lab: Lab,
  sweeps: readonly ProgressOf[],
  machine?: KnownMachine,
): Promise<Map<string, SweepProgress>> {
  const ids = sweeps.map(({ id }) => id)
  const { rows } = await sql<RunRow>`
    select run.id, run.sweep_id, run.width, run.seed, run.weight_decay, run.state,
      case when run.state = 'finished' then extract(epoch from job.finished_at - job.started_at)::float8 end as seconds,
      job.progress, job.seconds_left
    from training_run run
    left join lateral (
      select * from job where job.subject_id = run.id and job.kind = 'train' order by created_at desc limit 1
    ) job on true
    where run.sweep_id = any(${ids}::uuid[]) and run.deleted_at is null
    order by run.created_at`.execute(lab.db)
  const analyses = await findAnalysisGroups(lab, ids)
  const { jobs: reports, ...there } = await findReportJobs(lab, ids)
  const workers = machine?.workers ?? there.workers
  const others = await findOpenTrainings(lab)
  const formerPace = machine || ids.length === 0 ? undefined : await findFormerPace(lab)
  const find = <T extends { readonly sweepId: string }>(all: readonly T[], id: string) =>
    all.filter(({ sweepId }) => sweepId === id)
  return new Map(
    sweeps.map((sweep) => {
      const { id } = sweep
      const facts = {
        runs: find(rows, id),
        analyses: find(analyses, id),
        report: find(reports, id).at(0),
        others: others.filter(({ sweepId }) => sweepId !== id),
      }
      return [id, summarize(sweep, facts, { workers, rates: machine?.rates, formerPace })]
    }),
  )
}

/** Analyses of the sweeps' runs, those that are alike together. */
async function findAnalysisGroups(lab: Lab, ids: readonly string[]) {
  const { rows } = await sql<AnalysisGroup & { readonly sweepId: string }>`
    select run.sweep_id, analysis.measure, analysis.state, representation.test_rows as rows, representation.width,
      coalesce((analysis.options ->> 'draws')::float8, 1) as draws, count(*)::int as count,
      avg(case when analysis.state = 'finished' and analysis.finished_at > analysis.started_at
        then extract(epoch from analysis.finished_at - analysis.started_at)::float8 end) as seconds,
      avg(case when job.progress >= ${telling} then job.seconds_left end) as seconds_left
    from training_run run
    join analysis on analysis.run_id = run.id
    join representation on representation.id = analysis.representation_id
    left join job on job.subject_id = analysis.id and job.state = 'running'
    where run.sweep_id = any(${ids}::uuid[]) and run.deleted_at is null and analysis.deleted_at is null
      and analysis.state in ('queued', 'running', 'finished')
    group by 1, 2, 3, 4, 5, 6`.execute(lab.db)
  return rows
}

/** The reports that are under way, and how many devices there are to compute on. */
async function findReportJobs(lab: Lab, ids: readonly string[]) {
  const { rows } = await sql<
    { sweepId: string; workers: number; state: ReportJob['state'] | null } & Omit<ReportJob, 'state'>
  >`
    select asked.sweep_id, report.*,
      (select count(*)::int from worker where seen_at > now() - interval '1 minute') as workers
    from unnest(${ids}::uuid[]) as asked (sweep_id)
    left join lateral (
      select state, progress, seconds_left from job
      where kind = 'report' and state in ('queued', 'running') and subject_id = asked.sweep_id
      order by state desc limit 1
    ) report on true`.execute(lab.db)
  const jobs = rows.flatMap(({ state, workers: _, ...job }) => (state === null ? [] : [{ ...job, state }]))
  return { jobs, workers: Math.max(1, rows.at(0)?.workers ?? 1) }
}

/** Trainings of a sweep at one width that run, or wait with one priority. */
interface OpenTrainings {
  readonly sweepId: string
  readonly config: object
  readonly width: number
  readonly state: 'queued' | 'running'
  readonly priority: number
  readonly count: number
  readonly progress: number
  readonly secondsLeft: number | null
}

/** The trainings of all sweeps of the lab that run or wait: they take their turns on the same devices. */
async function findOpenTrainings(lab: Lab): Promise<readonly OpenTrainings[]> {
  const { rows } = await sql<OpenTrainings>`
    select open.*, sweep.config from (
      select run.sweep_id, run.width, job.state, job.priority, count(*)::int as count,
        avg(job.progress)::float8 as progress, avg(job.seconds_left)::float8 as seconds_left
      from job join training_run run on run.id = job.subject_id
      where job.kind = 'train' and job.state in ('queued', 'running') and run.sweep_id is not null
      group by 1, 2, 3, 4
    ) as open join sweep on sweep.id = open.sweep_id`.execute(lab.db)
  return rows
}

const latest = 20

/** Duration of the latest trainings of the lab, as a share of that on a usual processor; undefined where there are none. */
async function findFormerPace(lab: Lab): Promise<number | undefined> {
  const { rows } = await sql<{ config: object; width: number; seconds: number }>`
    select sweep.config, run.width, extract(epoch from job.finished_at - job.started_at)::float8 as seconds
    from job join training_run run on run.id = job.subject_id join sweep on sweep.id = run.sweep_id
    where job.kind = 'train' and job.state = 'finished' and job.attempt = 1
    order by job.finished_at desc limit ${latest}`.execute(lab.db)
  return ratio(
    rows.map(({ config, width, seconds }) => [seconds, estimateRun(config as unknown as SweepConfig, width)]),
  )
}

/** What is known of the speed of whatever trains. */
interface Devices {
  readonly workers: number
  readonly rates?: Rates
  readonly formerPace?: number
}

interface Facts {
  readonly runs: readonly RunRow[]
  readonly others: readonly OpenTrainings[]
  readonly analyses: readonly AnalysisGroup[]
  readonly report: ReportJob | undefined
}

function summarize(sweep: ProgressOf, facts: Facts, devices: Devices): SweepProgress {
  const config = sweep.config as unknown as SweepConfig
  const keyOf = (run: { width: number; seed: number; weightDecay: number }) =>
    `${run.width} ${run.seed} ${run.weightDecay}`
  const byKey = new Map(facts.runs.map((row) => [keyOf(row), row]))
  const counts = { queued: 0, running: 0, finished: 0, failed: 0, cancelled: 0, missing: 0 }
  const seconds = new Map(config.widths.map((width) => [width, estimateRun(config, width)]))
  let [total, done] = [0, 0]
  const planned = listRuns(config).map(({ width, seed, weightDecay }) => {
    const row = byKey.get(keyOf({ width, seed, weightDecay }))
    const state = row?.state ?? null
    if (state === null) counts.missing++
    else if (state !== 'logged' && state !== 'crashed') counts[state]++
    const progress = state === 'finished' ? 1 : state === 'queued' ? 0 : (row?.progress ?? 0)
    const work = seconds.get(width)!
    total += work
    done += progress * work
    return { width, seed, weightDecay, runId: row?.id ?? null, state, progress, work, row }
  })
  return {
    state: stateOf(counts),
    counts,
    progress: total > 0 ? done / total : 0,
    secondsLeft: estimateLeft(sweep, facts, planned, devices),
    cells: planned.map(({ work: _work, row: _row, ...cell }) => cell),
  }
}

/** Share of an analysis from which its own pace tells more than that of others. */
const telling = 0.05

type Planned = SweepCell & { readonly work: number; readonly row?: RunRow }

/** Seconds until all that the sweep asked for is there; null when nothing of it is to come. */
function estimateLeft(
  { config, analyses: requests, reportSettings }: ProgressOf,
  { analyses, report: job, others }: Facts,
  planned: readonly Planned[],
  { workers, rates, formerPace }: Devices,
): number | null {
  const running = planned.filter(({ state }) => state === 'running')
  const queued = planned.filter(({ state }) => state === 'queued')
  const untrained = [...running, ...queued].map(({ width }) => width)
  const isOpen =
    untrained.length > 0 || job !== undefined || analyses.some(({ state }) => state !== 'finished')
  if (!isOpen) return null
  const supposed = rates ? paceAt(config as unknown as SweepConfig, planned, rates) : formerPace
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

function paceAt(config: SweepConfig, planned: readonly Planned[], rates: Rates): number {
  return ratio(planned.map(({ width, work }) => [estimateRun(config, width, rates), work])) ?? 1
}

/** Ratio of two sums; undefined where there is nothing to divide by. */
function ratio(pairs: readonly (readonly [number, number])[]): number | undefined {
  const sum = (at: 0 | 1) => pairs.reduce((total, pair) => total + pair[at], 0)
  return sum(1) > 0 && sum(0) > 0 ? sum(0) / sum(1) : undefined
}

function stateOf({ queued, running, finished, failed, cancelled }: SweepProgress['counts']): WorkState {
  if (running > 0 || (queued > 0 && finished + failed > 0)) return 'running'
  if (queued > 0) return 'queued'
  if (failed > 0) return 'failed'
  return cancelled > 0 ? 'cancelled' : 'finished'
}
