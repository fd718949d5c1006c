import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { bucketLevels } from './bucket-sums.ts'

/** Updates the summaries of locked series from their points and buckets, after points were replaced or moved. */
export async function refreshSeries(
  db: Queries,
  table: 'metric_series' | 'branch_series',
  ids: readonly number[],
): Promise<void> {
  await sql`
    update ${sql.table(table)} as series set
      points = coalesce(sums.points, 0), not_finite = coalesce(sums.not_finite, 0),
      min = sums.min, max = sums.max, first_step = ends.first_step, last_step = ends.last_step,
      last_finite_step = finite.step, last = finite.value
    from unnest(${[...ids]}::bigint[]) as wanted (id)
    left join lateral (
      select sum(points)::bigint as points, sum(not_finite)::bigint as not_finite, min(min) as min, max(max) as max
      from metric_bucket where series_id = wanted.id and level = ${bucketLevels.at(-1)}
    ) as sums on true
    left join lateral (
      select min(step) as first_step, max(step) as last_step from metric_point where series_id = wanted.id
    ) as ends on true
    left join lateral (
      select step, value from metric_point
      where series_id = wanted.id and value is not null order by step desc limit 1
    ) as finite on true
    where series.id = wanted.id`.execute(db)
}
