import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { arrayText } from './array-text.ts'
import { bucketLevels, sumBuckets, sumPoints, type BucketSum } from './bucket-sums.ts'
import type { SeriesWrite } from './insert-points.ts'

/** Adds new points of locked series to their buckets. */
export async function updateBuckets(db: Queries, added: readonly SeriesWrite[]): Promise<void> {
  const sums: (BucketSum & { readonly seriesId: number; readonly level: number })[] = []
  for (const { row, columns } of added) {
    let parts = sumPoints(columns.steps, columns.values)
    for (const level of bucketLevels) {
      if (level > 1) parts = sumBuckets(parts)
      for (const sum of parts) sums.push({ ...sum, seriesId: row.id, level })
    }
  }
  if (sums.length === 0) return
  const column = (name: Exclude<keyof (typeof sums)[number], symbol>) =>
    arrayText(sums.map((sum) => sum[name]))
  await sql`
    insert into metric_bucket as old
      (series_id, level, bucket, points, not_finite, min, min_step, max, max_step)
    select * from unnest(
      ${column('seriesId')}::bigint[], ${column('level')}::smallint[], ${column('bucket')}::bigint[],
      ${column('points')}::bigint[], ${column('notFinite')}::bigint[],
      ${column('min')}::float8[], ${column('minStep')}::bigint[],
      ${column('max')}::float8[], ${column('maxStep')}::bigint[])
    on conflict (series_id, level, bucket) do update set
      points = old.points + excluded.points,
      not_finite = old.not_finite + excluded.not_finite,
      min = least(old.min, excluded.min),
      min_step = case
        when old.min < excluded.min or excluded.min is null then old.min_step
        when old.min = excluded.min then least(old.min_step, excluded.min_step)
        else excluded.min_step end,
      max = greatest(old.max, excluded.max),
      max_step = case
        when old.max > excluded.max or excluded.max is null then old.max_step
        when old.max = excluded.max then least(old.max_step, excluded.max_step)
        else excluded.max_step end`.execute(db)
}
