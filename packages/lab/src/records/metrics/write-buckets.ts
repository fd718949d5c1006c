import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { arrayText } from './array-text.ts'
import { bucketFactor, bucketLevels, sumBuckets, sumPoints, type BucketSum } from './buckets.ts'
import type { SeriesWrite } from './write-series.ts'

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

/** Steps of a series, both ends included. */
interface SeriesSpan {
  readonly seriesId: number
  readonly from: number
  readonly to: number
}

/**
 * Computes every bucket of locked series that overlaps one of the spans again, from the current points.
 * Adding to buckets (updateBuckets) is faster, but cannot remove a point.
 */
export async function rebuildBuckets(db: Queries, spans: readonly SeriesSpan[]): Promise<void> {
  if (spans.length === 0) return
  for (const level of bucketLevels) {
    const buckets = mergeSpans(spans, bucketFactor ** level)
    const wanted = sql`unnest(
      ${arrayText(buckets.map(({ seriesId }) => seriesId))}::bigint[],
      ${arrayText(buckets.map(({ from }) => from))}::bigint[],
      ${arrayText(buckets.map(({ to }) => to))}::bigint[]) as wanted (id, first, last)`
    await sql`
      delete from metric_bucket using ${wanted}
      where series_id = wanted.id and level = ${level} and bucket between wanted.first and wanted.last`.execute(
      db,
    )
    const sums = level === 1 ? sumOfPoints : sumOfBuckets(level - 1)
    await sql`
      insert into metric_bucket (series_id, level, bucket, points, not_finite, min, min_step, max, max_step)
      select wanted.id, ${level}::smallint, sums.* from ${wanted} cross join lateral (${sums}) as sums`.execute(
      db,
    )
  }
}

/** Returns the buckets of `size` steps that the spans overlap, each once. */
function mergeSpans(spans: readonly SeriesSpan[], size: number): SeriesSpan[] {
  const sorted = spans
    .map(({ seriesId, from, to }) => ({ seriesId, from: Math.floor(from / size), to: Math.floor(to / size) }))
    .toSorted((a, b) => a.seriesId - b.seriesId || a.from - b.from)
  const merged: { seriesId: number; from: number; to: number }[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last?.seriesId === span.seriesId && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push({ ...span })
  }
  return merged
}

// PostgreSQL's lexical order of a pair picks the first step of the least value, and of the greatest.
const sumOfPoints = sql`
  select step / ${bucketFactor}::bigint, count(*), count(*) filter (where value is null),
    min(value), (array_agg(step order by value, step) filter (where value is not null))[1],
    max(value), (array_agg(step order by value desc, step) filter (where value is not null))[1]
  from metric_point
  where series_id = wanted.id
    and step between wanted.first * ${bucketFactor}::bigint and wanted.last * ${bucketFactor}::bigint + ${bucketFactor - 1}::bigint
  group by 1`

function sumOfBuckets(level: number) {
  return sql`
    select bucket / ${bucketFactor}::bigint, sum(points)::bigint, sum(not_finite)::bigint,
      min(min), (array_agg(min_step order by min, min_step) filter (where min is not null))[1],
      max(max), (array_agg(max_step order by max desc, max_step) filter (where max is not null))[1]
    from metric_bucket
    where series_id = wanted.id and level = ${level}
      and bucket between wanted.first * ${bucketFactor}::bigint and wanted.last * ${bucketFactor}::bigint + ${bucketFactor - 1}::bigint
    group by 1`
}
