import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { arrayText } from './array-text.ts'
import type { SeriesOutcome } from './insert-points.ts'
import { rebuildBuckets } from './rebuild-buckets.ts'
import { refreshSeries } from './refresh-series.ts'

/** Replaces the values of differing points in locked series, and updates the buckets and summaries. */
export async function replacePoints(db: Queries, outcomes: readonly SeriesOutcome[]): Promise<void> {
  const points = outcomes.flatMap(({ row, differing }) =>
    differing.map(({ step, sent }) => ({ seriesId: row.id, step, sent })),
  )
  if (points.length === 0) return
  await sql`
    update metric_point set value = new.value
    from unnest(
      ${arrayText(points.map(({ seriesId }) => seriesId))}::bigint[],
      ${arrayText(points.map(({ step }) => step))}::bigint[],
      ${arrayText(points.map(({ sent }) => sent))}::float8[]
    ) as new (series_id, step, value)
    where metric_point.series_id = new.series_id and metric_point.step = new.step`.execute(db)
  await rebuildBuckets(
    db,
    points.map(({ seriesId, step }) => ({ seriesId, from: step, to: step })),
  )
  await refreshSeries(db, 'metric_series', [...new Set(points.map(({ seriesId }) => seriesId))])
}
