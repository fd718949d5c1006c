import { sql, type Selectable } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { MetricSeriesTable } from '../database/tables.ts'

export type SeriesRow = Selectable<MetricSeriesTable>

/**
 * The rows of these series, made where there are none, and locked until the transaction ends: whoever else writes to
 * one of them waits. Always in the order of ids, so that two writers never wait for each other.
 */
export async function lockSeries(
  db: Queries,
  wanted: readonly { readonly runId: string; readonly name: string }[],
): Promise<SeriesRow[]> {
  const runs = wanted.map(({ runId }) => runId)
  const names = wanted.map(({ name }) => name)
  const given = sql`unnest(${runs}::uuid[], ${names}::text[])`
  const lock = async () => {
    const { rows } = await sql<SeriesRow>`
      select * from metric_series where (run_id, name) in (select * from ${given}) order by id for update`.execute(
      db,
    )
    return rows
  }
  const there = await lock()
  if (there.length === wanted.length) return there
  await sql`
    insert into metric_series (run_id, name)
    select * from ${given} as given (run_id, name) order by run_id, name
    on conflict do nothing`.execute(db)
  return lock()
}
