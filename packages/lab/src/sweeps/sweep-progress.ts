import { sql } from 'kysely'
import { listRuns, type SweepConfig } from '@mitoscope/training'
import type { RunState, WorkState } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { estimateRun } from './run-priority.ts'
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
  /** Seconds until the last run is trained, as far as can be told; null when nothing is left to do. */
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

/** The progress of several sweeps, in two statements. */
export async function findSweepProgress(
  lab: Lab,
  sweeps: readonly Pick<Sweep, 'id' | 'config'>[],
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
  const workers = await countWorkers(lab)
  return new Map(
    sweeps.map(({ id, config }) => {
      const own = rows.filter(({ sweepId }) => sweepId === id)
      return [id, summarize(config as unknown as SweepConfig, own, workers)]
    }),
  )
}

async function countWorkers(lab: Lab): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from worker where seen_at > now() - interval '1 minute'`.execute(lab.db)
  return Math.max(1, rows[0].count)
}

function summarize(config: SweepConfig, rows: readonly RunRow[], workers: number): SweepProgress {
  const keyOf = (run: { width: number; seed: number; weightDecay: number }) =>
    `${run.width} ${run.seed} ${run.weightDecay}`
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const counts = { queued: 0, running: 0, finished: 0, failed: 0, cancelled: 0, missing: 0 }
  const seconds = new Map(config.widths.map((width) => [width, estimateRun(config, width)]))
  let [total, done, measured, expected, ahead] = [0, 0, 0, 0, 0]
  const planned = listRuns(config).map(({ width, seed, weightDecay }) => {
    const row = byKey.get(keyOf({ width, seed, weightDecay }))
    const state = row?.state ?? null
    if (state === null) counts.missing++
    else if (state !== 'logged' && state !== 'crashed') counts[state]++
    const progress = state === 'finished' ? 1 : state === 'queued' ? 0 : (row?.progress ?? 0)
    const work = seconds.get(width)!
    total += work
    done += progress * work
    if (row?.seconds) {
      measured += row.seconds
      expected += work
    }
    return { width, seed, weightDecay, runId: row?.id ?? null, state, progress, work, row }
  })
  // Until a run is finished here, this machine is taken for a usual one.
  const pace = expected > 0 ? measured / expected : 1
  for (const { state, progress, work, row } of planned) {
    if (state === 'running') ahead += row?.secondsLeft ?? (1 - progress) * work * pace
    else if (state === 'queued') ahead += work * pace
  }
  const active = counts.queued + counts.running
  return {
    state: stateOf(counts),
    counts,
    progress: total > 0 ? done / total : 0,
    secondsLeft: active === 0 ? null : ahead / Math.min(workers, active),
    cells: planned.map(({ work: _work, row: _row, ...cell }) => cell),
  }
}

function stateOf({ queued, running, finished, failed, cancelled }: SweepProgress['counts']): WorkState {
  if (running > 0 || (queued > 0 && finished + failed > 0)) return 'running'
  if (queued > 0) return 'queued'
  if (failed > 0) return 'failed'
  return cancelled > 0 ? 'cancelled' : 'finished'
}
