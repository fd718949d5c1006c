import type { SweepConfig } from '@mitoscope/training'
import { sql } from 'kysely'
import type { RunState } from '../../platform/database/run-tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { AnalysisGroup, ReportJob } from './estimate-remaining.ts'

/** Run of a sweep, with its training job. */
export interface RunRow {
  readonly id: string
  readonly sweepId: string
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
  readonly state: RunState
  readonly seconds: number | null
  /** Share that is trained; null for a waiting run that has no saved state. */
  readonly progress: number | null
  readonly secondsLeft: number | null
}

/** Remaining seconds of a job now: its last estimate minus the time since then. */
const secondsLeftNow = sql`case when job.seconds_left is not null
  then greatest(job.seconds_left - extract(epoch from now() - job.updated_at)::float8, 0.1) end`

/** Number of trainings that a job's device computes together: they count as one after the other. */
const trainedTogether = sql`greatest(1, (select count(*) from job other
  where other.worker_id = job.worker_id and other.state = 'running' and other.kind = 'train'))`

/** Share of an analysis from which its own pace predicts better than that of other analyses. */
const minPredictiveShare = 0.05

/** Finds the runs of sweeps, oldest first. */
export async function findRunRows(lab: Lab, ids: readonly string[]): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select run.id, run.sweep_id, run.width, run.seed, run.weight_decay, run.state,
      case when run.state = 'finished' then extract(epoch from job.finished_at - job.started_at)::float8
        / greatest(1, jsonb_array_length(run.training -> 'trainedWith')) end as seconds,
      case when job.state = 'running' or job.state_blob is not null then job.progress end as progress,
      (${secondsLeftNow}) / ${trainedTogether} as seconds_left
    from training_run run
    left join lateral (
      select * from job where job.subject_id = run.id and job.kind = 'train' order by created_at desc limit 1
    ) job on true
    where run.sweep_id = any(${ids}::uuid[]) and run.deleted_at is null
    order by run.created_at`.execute(lab.db)
  return rows
}

/** Groups the analyses of the sweeps' runs by size and state. */
export async function findAnalysisGroups(lab: Lab, ids: readonly string[]) {
  const { rows } = await sql<AnalysisGroup & { readonly sweepId: string }>`
    select run.sweep_id, analysis.measure, analysis.state, representation.test_rows as rows, representation.width,
      coalesce((analysis.options ->> 'draws')::float8, 1) as draws, count(*)::int as count,
      avg(case when analysis.state = 'finished' and analysis.finished_at > analysis.started_at
        then extract(epoch from analysis.finished_at - analysis.started_at)::float8 end) as seconds,
      avg(case when job.progress >= ${minPredictiveShare} then ${secondsLeftNow} end) as seconds_left
    from training_run run
    join analysis on analysis.run_id = run.id
    join representation on representation.id = analysis.representation_id
    left join job on job.subject_id = analysis.id and job.state = 'running'
    where run.sweep_id = any(${ids}::uuid[]) and run.deleted_at is null and analysis.deleted_at is null
      and analysis.state in ('queued', 'running', 'finished')
    group by 1, 2, 3, 4, 5, 6`.execute(lab.db)
  return rows
}

/** Finds the queued and running reports, and the number of devices. */
export async function findReportJobs(lab: Lab, ids: readonly string[]) {
  const { rows } = await sql<
    { sweepId: string; workers: number; state: ReportJob['state'] | null } & Omit<ReportJob, 'state'>
  >`
    select asked.sweep_id, report.*,
      (select count(*)::int from worker where seen_at > now() - interval '1 minute') as workers
    from unnest(${ids}::uuid[]) as asked (sweep_id)
    left join lateral (
      select state, progress, ${secondsLeftNow} as seconds_left from job
      where kind = 'report' and state in ('queued', 'running') and subject_id = asked.sweep_id
      order by state desc limit 1
    ) report on true`.execute(lab.db)
  const jobs = rows.flatMap(({ state, workers: _, ...job }) => (state === null ? [] : [{ ...job, state }]))
  return { jobs, workers: Math.max(1, rows.at(0)?.workers ?? 1) }
}

/** Trainings of a sweep at one width that run, or wait with one priority. */
export interface OpenTrainings {
  readonly sweepId: string
  readonly config: SweepConfig
  readonly width: number
  readonly state: 'queued' | 'running'
  readonly priority: number
  readonly count: number
  readonly progress: number
  readonly secondsLeft: number | null
}

/** Finds the queued and running trainings of all sweeps of the lab, which share the devices. */
export async function findOpenTrainings(lab: Lab): Promise<readonly OpenTrainings[]> {
  const { rows } = await sql<OpenTrainings>`
    select open.*, sweep.config from (
      select run.sweep_id, run.width, job.state, job.priority, count(*)::int as count,
        avg(job.progress)::float8 as progress,
        avg(case when job.state = 'running' then (${secondsLeftNow}) / ${trainedTogether} end)::float8 as seconds_left
      from job join training_run run on run.id = job.subject_id
      where job.kind = 'train' and job.state in ('queued', 'running') and run.sweep_id is not null
      group by 1, 2, 3, 4
    ) as open join sweep on sweep.id = open.sweep_id`.execute(lab.db)
  return rows
}

const sampleSize = 20

/** Finished training, with the settings of its sweep. */
export interface FormerTraining {
  readonly config: SweepConfig
  readonly width: number
  readonly seconds: number
}

/** Finds the latest trainings of the lab that took one attempt, with their seconds. */
export async function findFormerTrainings(lab: Lab): Promise<readonly FormerTraining[]> {
  const { rows } = await sql<FormerTraining>`
    select sweep.config, run.width, extract(epoch from job.finished_at - job.started_at)::float8
      / greatest(1, jsonb_array_length(run.training -> 'trainedWith')) as seconds
    from job join training_run run on run.id = job.subject_id join sweep on sweep.id = run.sweep_id
    where job.kind = 'train' and job.state = 'finished' and job.attempt = 1
    order by job.finished_at desc limit ${sampleSize}`.execute(lab.db)
  return rows
}
