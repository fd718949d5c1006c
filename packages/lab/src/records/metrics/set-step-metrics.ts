import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { arrayText } from './array-text.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { publishAll } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { lockRuns } from '../runs/lock-runs.ts'
import { recordRunChange } from '../runs/record-run-change.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { validateStepMetric } from './parse-points.ts'
import type { SeriesRow } from './write-series.ts'

export interface SetStepMetricsInput {
  readonly runId: string
  readonly stepMetrics: readonly {
    readonly name: string
    /** Name of the metric whose values are the true x; null for the step. */
    readonly stepMetric?: string | null
  }[]
}

/** Sets the step metrics of series of a run, all or none. Throws NOT_FOUND for a series that the run lacks. */
export async function setStepMetrics(
  lab: Lab,
  actor: Actor,
  input: SetStepMetricsInput,
): Promise<TrainingRun> {
  const wanted = new Map(
    input.stepMetrics.map(({ name, stepMetric = null }, i) => [
      name,
      stepMetric === null ? null : validateStepMetric(stepMetric, name, `stepMetrics[${i}]`),
    ]),
  )
  return lab.db.transaction().execute(async (db) => {
    const [run] = await lockRuns(db, actor, [input.runId])
    const rows = await db
      .selectFrom('metricSeries')
      .selectAll()
      .where('runId', '=', run.id)
      .where('name', 'in', [...wanted.keys()])
      .orderBy('id')
      .forUpdate()
      .execute()
    const missing = [...wanted.keys()].find((name) => !rows.some((row) => row.name === name))
    if (missing !== undefined)
      throw new LabError(
        'NOT_FOUND',
        `The training run ${run.id} has no metric "${missing}". Log points of it first, or send stepMetric with them.`,
      )
    const changed = await updateStepMetrics(
      db,
      rows.map((row) => ({ row, stepMetric: wanted.get(row.name) })),
    )
    if (changed.length > 0) {
      const before = Object.fromEntries(changed.map(({ name, stepMetric }) => [name, stepMetric]))
      const after = Object.fromEntries(changed.map(({ name }) => [name, wanted.get(name)]))
      await recordRunChange(db, actor, 'setStepMetrics', [run], { before, after })
      // Who follows the run's metrics reads its series again.
      await publishAll(db, [{ kind: 'metrics', id: run.id, projectId: run.projectId }])
    }
    return run
  })
}

/** Writes the step metrics of locked series; undefined leaves what is there. Returns the rows that change, as they were. */
export async function updateStepMetrics(
  db: Queries,
  series: readonly { readonly row: SeriesRow; readonly stepMetric: string | null | undefined }[],
): Promise<SeriesRow[]> {
  const changed = series.filter(
    ({ row, stepMetric }) => stepMetric !== undefined && stepMetric !== row.stepMetric,
  )
  if (changed.length === 0) return []
  await sql`
    update metric_series set step_metric = new.step_metric
    from unnest(
      ${arrayText(changed.map(({ row }) => row.id))}::bigint[],
      ${changed.map(({ stepMetric }) => stepMetric)}::text[]
    ) as new (id, step_metric)
    where metric_series.id = new.id`.execute(db)
  return changed.map(({ row }) => row)
}
