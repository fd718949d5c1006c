import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { inSlices } from '../turns/in-slices.ts'
import { arrayText } from './array-text.ts'

/** Values that one statement looks up one by one: the embedded database takes about 20 ms for them. */
const valuesAtOnce = 4_096

/** Returns the values of series at the given steps, in that order; null for steps without a value. */
export async function readValuesAt(
  lab: Lab,
  seriesIds: readonly number[],
  steps: readonly number[],
): Promise<Map<number, (number | null)[]>> {
  const columns = await inSlices(
    seriesIds,
    () => steps.length,
    valuesAtOnce,
    (slice) => readSlice(lab, slice, steps),
  )
  return new Map(columns)
}

type Column = readonly [seriesId: number, values: (number | null)[]]

async function readSlice(
  { db }: Lab,
  seriesIds: readonly number[],
  steps: readonly number[],
): Promise<Column[]> {
  if (steps.length === 0) return seriesIds.map((id) => [id, []])
  const { rows } = await sql<{ id: number; vals: string }>`
    select wanted.id, (
      select string_agg(coalesce(value::text, 'null'), ',' order by place)
      from unnest(${arrayText(steps)}::bigint[]) with ordinality as at (step, place)
      left join metric_point on metric_point.series_id = wanted.id and metric_point.step = at.step
    ) as vals
    from unnest(${arrayText(seriesIds)}::bigint[]) as wanted (id)`.execute(db)
  return rows.map(({ id, vals }) => [id, JSON.parse(`[${vals}]`) as (number | null)[]])
}
