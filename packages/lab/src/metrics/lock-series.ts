import { sql, type Selectable } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { MetricSeriesTable } from '../database/tables.ts'

export type SeriesRow = Selectable<MetricSeriesTable>

/**
 * Returns the rows of these series, creating missing ones, locked until the transaction ends, so that other
 * writers wait. Missing rows are created in the order of names before any is locked, and locks are taken in
 * the order of ids, so that two writers never deadlock.
 */
export async function lockSeries(
  db: Queries,
  wanted: readonly { readonly runId: string; readonly name: string }[],
): Promise<SeriesRow[]> {
  const runs = wanted.map(({ runId }) => runId)
  const names = wanted.map(({ name }) => name)
  const given = sql`unnest(${runs}::uuid[], ${names}::text[]) as given (run_id, name)`
  await sql`
    insert into metric_series (run_id, name)
    select * from ${given} where not exists (
      select from metric_series as old where old.run_id = given.run_id and old.name = given.name
    ) order by run_id, name on conflict do nothing`.execute(db)
  const { rows } = await sql<SeriesRow>`
    select * from metric_series where (run_id, name) in (select * from ${given})
    order by id for update`.execute(db)
  return rows
}
