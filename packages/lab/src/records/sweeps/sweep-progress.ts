import { listRuns, type Rates } from '@mitoscope/training'
import type { RunState } from '../../platform/database/run-tables.ts'
import type { WorkState } from '../../platform/database/tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { estimateLeft, type Devices, type Facts, type ProgressOf } from './estimate-left.ts'
import { estimateRun } from './run-priority.ts'
import {
  findAnalysisGroups,
  findFormerTrainings,
  findOpenTrainings,
  findReportJobs,
  findRunRows,
} from './sweep-facts.ts'

/** Combination that a sweep requests, with its run. */
export interface SweepCell {
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
  /** Id of the run; null if it was deleted. */
  readonly runId: string | null
  readonly state: RunState | null
  /** Completed share of the training, 0 to 1. */
  readonly progress: number
}

/** Progress of a sweep, computed from its runs. */
export interface SweepProgress {
  /** State of the sweep: 'running' as long as one of its runs waits or trains; otherwise the overall outcome. */
  readonly state: WorkState
  readonly counts: Readonly<Record<WorkState, number>> & { readonly missing: number }
  /** Completed share of the sweep's work, 0 to 1. */
  readonly progress: number
  /**
   * Estimated seconds until all requested results exist: trainings, analyses and report; null if nothing is
   * left to do.
   */
  readonly secondsLeft: number | null
  readonly cells: readonly SweepCell[]
}

/** Speed of a machine that has not trained here yet. */
export interface KnownMachine {
  readonly rates: Rates
  readonly workers: number
}

/**
 * Computes the progress of several sweeps, in at most five statements. Estimates the time for the running
 * workers, or for the known machine, at the pace of the sweep's own trainings; before the first, at that of
 * the known machine, else at that of the lab's earlier trainings.
 */
export async function findSweepProgress(
  lab: Lab,
  sweeps: readonly ProgressOf[],
  machine?: KnownMachine,
): Promise<Map<string, SweepProgress>> {
  const ids = sweeps.map(({ id }) => id)
  const rows = await findRunRows(lab, ids)
  const analyses = await findAnalysisGroups(lab, ids)
  const { jobs: reports, ...there } = await findReportJobs(lab, ids)
  const workers = machine?.workers ?? there.workers
  const isOpen =
    reports.length > 0 ||
    rows.some(({ state }) => state === 'queued' || state === 'running') ||
    analyses.some(({ state }) => state !== 'finished')
  // Only the time left depends on these.
  const others = isOpen ? await findOpenTrainings(lab) : []
  const former = isOpen && !machine ? await findFormerTrainings(lab) : []
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
      return [id, summarize(sweep, facts, { workers, rates: machine?.rates, former })]
    }),
  )
}

function summarize(sweep: ProgressOf, facts: Facts, devices: Devices): SweepProgress {
  const config = sweep.config
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
    const progress = state === 'finished' ? 1 : (row?.progress ?? 0)
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

function stateOf({ queued, running, finished, failed, cancelled }: SweepProgress['counts']): WorkState {
  if (running > 0 || (queued > 0 && finished + failed > 0)) return 'running'
  if (queued > 0) return 'queued'
  if (failed > 0) return 'failed'
  return cancelled > 0 ? 'cancelled' : 'finished'
}
