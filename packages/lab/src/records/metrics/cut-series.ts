import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { RunBranch } from '../runs/find-branches.ts'
import { arrayText } from './array-text.ts'
import { refreshSeries, type SeriesRow } from './write-series.ts'
import { rebuildBuckets } from './write-buckets.ts'

/**
 * Moves the points of a locked run from a step on into a new branch, series by series; returns undefined if
 * there are none. Removes series that become empty.
 */
export async function cutSeries(
  db: Queries,
  actor: Actor,
  runId: string,
  fromStep: number,
): Promise<RunBranch | undefined> {
  const { rows: series } = await sql<SeriesRow & { lastStep: number }>`
    select * from metric_series where run_id = ${runId} and last_step >= ${fromStep} order by id for update`.execute(
    db,
  )
  if (series.length === 0) return undefined
  const branchId = randomUUID()
  await db
    .insertInto('runBranch')
    .values({ id: branchId, runId, fromStep, points: 0, createdBy: actor.userId })
    .execute()
  const made = await db
    .insertInto('branchSeries')
    .values(series.map(({ name, stepMetric }) => ({ branchId, name, stepMetric })))
    .returning(['id', 'name'])
    .execute()
  const idOf = new Map(made.map(({ id, name }) => [name, id]))
  const [from, to] = [series.map(({ id }) => id), series.map(({ name }) => idOf.get(name)!)]
  const { rows: moved } = await sql<{ points: number }>`
    with moved as (
      update metric_point set series_id = new.id
      from unnest(${arrayText(from)}::bigint[], ${arrayText(to)}::bigint[]) as new (old_id, id)
      where metric_point.series_id = new.old_id and step >= ${fromStep}
      returning 1
    ) select count(*) as points from moved`.execute(db)
  const spans = series.map(({ lastStep }, i) => ({ old: from[i], cut: to[i], from: fromStep, to: lastStep }))
  await rebuildBuckets(
    db,
    spans.flatMap(({ old, cut, ...span }) => [
      { seriesId: old, ...span },
      { seriesId: cut, ...span },
    ]),
  )
  await refreshSeries(db, 'metric_series', from)
  await refreshSeries(db, 'branch_series', to)
  await db.deleteFrom('metricSeries').where('id', 'in', from).where('points', '=', 0).execute()
  // Points that are computed anew may be the same ones: their batches must not pass for written.
  await db.deleteFrom('metricBatch').where('runId', '=', runId).execute()
  return db
    .updateTable('runBranch')
    .set({ points: moved[0].points })
    .where('id', '=', branchId)
    .returningAll()
    .executeTakeFirstOrThrow()
}
