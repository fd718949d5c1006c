import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'
import { findModels } from '../models/find-models.ts'
import { findRuns } from '../runs/find-runs.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { listDifferences, type Difference } from './list-differences.ts'
import { settingsOf } from './settings-of.ts'

export interface ComparedMetric {
  readonly name: string
  /** A value per run; null where it has no such metric, or none that is finite. */
  readonly last: readonly (number | null)[]
  readonly min: readonly (number | null)[]
  readonly max: readonly (number | null)[]
}

export interface RunComparison {
  readonly runs: readonly TrainingRun[]
  readonly differences: readonly Difference[]
  readonly metrics: readonly ComparedMetric[]
}

const most = 1_000

/** Runs side by side, in the order given: settings that differ, and every metric. Unknown ones are left out. */
export async function compareRuns(lab: Lab, actor: Actor, ids: readonly string[]): Promise<RunComparison> {
  const asked = [...new Set(ids)].slice(0, most)
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
  const { rows } = await sql<{
    name: string
    values: [string, number | null, number | null, number | null][]
  }>`
    select name, json_agg(json_build_array(run_id, last, min, max)) as values from metric_series
    where run_id = any(${[...ids]}::uuid[]) group by name order by name collate "C"`.execute(lab.db)
  return rows.map(({ name, values }) => {
    const byRun = new Map(values.map(([id, last, min, max]) => [id, { last, min, max }]))
    const pick = (value: 'last' | 'min' | 'max') => ids.map((id) => byRun.get(id)?.[value] ?? null)
    return { name, last: pick('last'), min: pick('min'), max: pick('max') }
  })
}
