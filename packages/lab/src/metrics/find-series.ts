import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { takeTurn } from '../turns/take-turn.ts'
import type { SeriesRow } from './lock-series.ts'

/** A series of a run as it stands: how much there is, where it ends and between what it lies. */
export type MetricSeries = SeriesRow

/** Rows that one statement reads. */
const rowsAtOnce = 2_000

/** The series of runs that the caller may read, by run and in the order of their names; few in one statement. */
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

/** The value at the series' last step; null where it is not finite, or there is none. */
export function lastValue({ last, lastStep, lastFiniteStep }: MetricSeries): number | null {
  return lastStep === lastFiniteStep ? last : null
}
