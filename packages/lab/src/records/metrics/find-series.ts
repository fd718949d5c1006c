import { sql } from 'kysely'
import type { Lab } from '../../platform/lab/lab.ts'
import { takeTurn } from '../../platform/turns/take-turn.ts'
import type { SeriesRow } from './write-series.ts'

/** Series of a run: its number of points, its last values and its bounds. */
export type MetricSeries = SeriesRow

/** Rows that one statement reads. */
const rowsAtOnce = 2_000

/** Finds the series of runs that the caller may read, by run and name, in few statements. */
export async function findSeries(
  lab: Lab,
  runIds: readonly string[],
  name?: string,
): Promise<Map<string, MetricSeries[]>> {
  const found = new Map<string, MetricSeries[]>(runIds.map((id) => [id, []]))
  if (runIds.length === 0) return found
  let query = lab.db.selectFrom('metricSeries').selectAll().where('runId', 'in', runIds)
  if (name !== undefined) query = query.where('name', '=', name)
  query = query.orderBy('runId').orderBy('name').limit(rowsAtOnce)
  let rows = await query.execute()
  for (;;) {
    for (const row of rows) found.get(row.runId)?.push(row)
    if (rows.length < rowsAtOnce) return found
    const { runId, name: after } = rows.at(-1)!
    await takeTurn()
    rows = await query.where(sql<boolean>`(run_id, name) > (${runId}, ${after})`).execute()
  }
}

/** Returns the value at the last step of the series; null if it is not finite, or the series is empty. */
export function lastValue({ last, lastStep, lastFiniteStep }: MetricSeries): number | null {
  return lastStep === lastFiniteStep ? last : null
}

/**
 * Finds the series of branches that the caller may read, by branch and name, in one statement. Their points
 * are read like those of other series; the branch's id takes the place of the run's.
 */
export async function findBranchSeries(
  lab: Lab,
  branchIds: readonly string[],
): Promise<Map<string, MetricSeries[]>> {
  const found = new Map<string, MetricSeries[]>(branchIds.map((id) => [id, []]))
  const rows = await lab.db
    .selectFrom('branchSeries')
    .selectAll()
    .where('branchId', 'in', branchIds)
    .orderBy('name')
    .execute()
  for (const { branchId, ...row } of rows) found.get(branchId)?.push({ ...row, runId: branchId })
  return found
}
