import { sql } from 'kysely'
import type { Lab } from '../../../platform/lab/lab.ts'
import { inSlices } from '../../../platform/turns/in-slices.ts'
import { arrayText } from '../array-text.ts'

/** Steps of one series, whatever their order. */
export interface StepsOfSeries {
  readonly seriesId: number
  readonly steps: readonly number[]
}

type Column = (number | null)[]

/** Points that one statement looks up one by one: the embedded database takes about 20 ms for them. */
const pointsPerStatement = 4_096

/** Returns the values or times of series at given steps, in the order of the steps; null for steps without one. */
export function selectAtSteps(
  lab: Lab,
  wanted: readonly StepsOfSeries[],
  column: 'value' | 'time',
): Promise<Column[]> {
  return inSlices(
    wanted,
    ({ steps }) => steps.length,
    pointsPerStatement,
    (slice) => selectSlice(lab, slice, column),
  )
}

async function selectSlice(
  { db }: Lab,
  wanted: readonly StepsOfSeries[],
  column: 'value' | 'time',
): Promise<Column[]> {
  const ids = wanted.flatMap(({ seriesId, steps }) => steps.map(() => seriesId))
  if (ids.length === 0) return wanted.map(() => [])
  const { rows } = await sql<{ found: string }>`
    select string_agg(coalesce(point.found::text, 'null'), ',' order by place) as found
    from unnest(
      ${arrayText(ids)}::bigint[], ${arrayText(wanted.flatMap(({ steps }) => steps))}::bigint[]
    ) with ordinality as at (series_id, step, place)
    left join lateral (
      select ${sql.ref(column)} as found from metric_point
      where metric_point.series_id = at.series_id and metric_point.step = at.step limit 1
    ) as point on true`.execute(db)
  const found = JSON.parse(`[${rows[0].found}]`) as Column
  let from = 0
  return wanted.map(({ steps }) => found.slice(from, (from += steps.length)))
}
