import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { endedNotFinite } from '../metrics/find-diverged.ts'
import { findModels } from '../models/find-models.ts'
import { findRuns } from '../runs/find-runs.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { listDifferences, type Difference } from './list-differences.ts'
import { settingsOf } from './settings-of.ts'

export interface ComparedMetric {
  readonly name: string
  /** Value at each run's last step; null if the run lacks the metric, or the value is not finite. */
  readonly last: readonly (number | null)[]
  /** Last finite value of each run, and its step. */
  readonly lastFinite: readonly (number | null)[]
  readonly lastFiniteStep: readonly (number | null)[]
  /** True for each run whose value at the last step is not finite. */
  readonly endedNotFinite: readonly boolean[]
  readonly min: readonly (number | null)[]
  readonly max: readonly (number | null)[]
}

export interface RunComparison {
  readonly runs: readonly TrainingRun[]
  readonly differences: readonly Difference[]
  readonly metrics: readonly ComparedMetric[]
}

const maxRuns = 1_000

/** Compares runs in the given order: settings that differ, and every metric. Leaves out unknown runs. */
export async function compareRuns(lab: Lab, actor: Actor, ids: readonly string[]): Promise<RunComparison> {
  const asked = [...new Set(ids)].slice(0, maxRuns)
  if (asked.length === 0) return { runs: [], differences: [], metrics: [] }
  const found = await findRuns(lab, actor, asked)
  const runs = asked.flatMap((id) => found.get(id) ?? [])
  if (runs.length === 0) return { runs: [], differences: [], metrics: [] }
  const models = await findModels(lab, actor, [...new Set(runs.map(({ modelId }) => modelId))])
  return {
    runs,
    differences: listDifferences(runs.map((run) => settingsOf(run, models.get(run.modelId)))),
    metrics: await compareMetrics(
      lab,
      runs.map(({ id }) => id),
    ),
  }
}

async function compareMetrics(lab: Lab, ids: readonly string[]): Promise<ComparedMetric[]> {
  const { rows } = await sql<{ name: string; series: SeriesEnd[] }>`
    select name, json_agg(json_build_object('runId', run_id, 'lastFinite', last, 'lastFiniteStep', last_finite_step,
      'endedNotFinite', ${endedNotFinite('series')}, 'min', min, 'max', max)) as series
    from metric_series as series
    where run_id = any(${[...ids]}::uuid[]) group by name order by name collate "C"`.execute(lab.db)
  return rows.map(({ name, series }) => {
    const byRun = new Map(series.map((end) => [end.runId, end]))
    const ends = ids.map((id) => byRun.get(id))
    return {
      name,
      last: ends.map((end) => (end && !end.endedNotFinite ? end.lastFinite : null)),
      lastFinite: ends.map((end) => end?.lastFinite ?? null),
      lastFiniteStep: ends.map((end) => end?.lastFiniteStep ?? null),
      endedNotFinite: ends.map((end) => end?.endedNotFinite ?? false),
      min: ends.map((end) => end?.min ?? null),
      max: ends.map((end) => end?.max ?? null),
    }
  })
}

interface SeriesEnd {
  readonly runId: string
  readonly lastFinite: number | null
  readonly lastFiniteStep: number | null
  readonly endedNotFinite: boolean
  readonly min: number | null
  readonly max: number | null
}
