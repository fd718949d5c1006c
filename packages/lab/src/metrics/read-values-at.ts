import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { arrayText } from './array-text.ts'

/** The values of series at the given steps, in their order; null where there is none. */
export async function readValuesAt(
  lab: Lab,
  seriesIds: readonly number[],
  steps: readonly number[],
): Promise<Map<number, (number | null)[]>> {
  const columns = new Map(seriesIds.map((id) => [id, new Array<number | null>(steps.length).fill(null)]))
  if (seriesIds.length === 0 || steps.length === 0) return columns
  const { rows } = await sql<{ id: number; vals: string }>`
    select wanted.id, (
      select string_agg(coalesce(value::text, 'null'), ',' order by place)
      from unnest(${arrayText(steps)}::bigint[]) with ordinality as at (step, place)
      left join metric_point on metric_point.series_id = wanted.id and metric_point.step = at.step
    ) as vals
    from unnest(${arrayText(seriesIds)}::bigint[]) as wanted (id)`.execute(lab.db)
  for (const { id, vals } of rows) columns.set(id, JSON.parse(`[${vals}]`))
  return columns
}
