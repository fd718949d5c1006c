import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { arrayText } from './array-text.ts'
import { bucketFactor, bucketLevels } from './bucket-sums.ts'

/** Steps of a series, both ends included. */
export interface SeriesSpan {
  readonly seriesId: number
  readonly from: number
  readonly to: number
}

/**
 * Computes every bucket of locked series that overlaps one of the spans again, from the current points.
 * Adding to buckets (update-buckets.ts) is faster, but cannot remove a point.
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
