import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { arrayText } from './array-text.ts'
import type { SeriesRow } from './lock-series.ts'
import type { PointColumns } from './metric-points.ts'

export interface SeriesWrite {
  /** As it was before the write. */
  readonly row: SeriesRow
  readonly columns: PointColumns
}

/** Inserts points into locked series and returns those that are new, in the same order. */
export async function insertPoints(db: Queries, given: readonly SeriesWrite[]): Promise<SeriesWrite[]> {
  const distinct = given.map(({ row, columns }) => ({ row, columns: dropRepeated(columns) }))
  // What comes after all that is there is new; a series grows at its end, so mostly nothing needs to be asked.
  const after = distinct.filter((write) => isAfter(write))
  const within = distinct.filter((write) => !isAfter(write))
  const values = (writes: readonly SeriesWrite[]) => sql`unnest(
    ${arrayText(writes.flatMap(({ row, columns }) => columns.steps.map(() => row.id)))}::bigint[],
    ${arrayText(writes.flatMap(({ columns }) => columns.steps))}::bigint[],
    ${arrayText(writes.flatMap(({ columns }) => columns.values))}::float8[])`
  if (after.length > 0)
    await sql`insert into metric_point (series_id, step, value) select * from ${values(after)}`.execute(db)
  if (within.length === 0) return distinct
  const { rows } = await sql<{ known: string }>`
    with given as (
      select * from ${values(within)} with ordinality as given (series_id, step, value, place)
    ), added as (
      insert into metric_point (series_id, step, value) select series_id, step, value from given
      on conflict do nothing returning series_id, step
    )
    select coalesce(string_agg((place - 1)::text, ','), '') as known from given
    where not exists (select from added where (added.series_id, added.step) = (given.series_id, given.step))`.execute(
    db,
  )
  const known = new Set(rows[0].known.split(',').filter(Boolean).map(Number))
  return dropKnown(distinct, known)
}

function isAfter({ row, columns }: SeriesWrite): boolean {
  if (row.lastStep === null) return true
  for (const step of columns.steps) if (step <= row.lastStep) return false
  return true
}

/** Without the steps that came before in the same columns. */
function dropRepeated(columns: PointColumns): PointColumns {
  const { steps } = columns
  let ascending = true
  for (let i = 1; i < steps.length && ascending; i++) ascending = steps[i] > steps[i - 1]
  if (ascending) return columns
  const seen = new Set<number>()
  return keep(columns, (i) => seen.size < seen.add(steps[i]).size)
}

/** Without the points of writes within their series whose place, counted over all of those, is known. */
function dropKnown(writes: readonly SeriesWrite[], known: ReadonlySet<number>): SeriesWrite[] {
  let before = 0
  return writes.map((write) => {
    if (isAfter(write)) return write
    const from = before
    before += write.columns.steps.length
    return { row: write.row, columns: keep(write.columns, (i) => !known.has(from + i)) }
  })
}

function keep({ steps, values }: PointColumns, wanted: (i: number) => boolean): PointColumns {
  const places = [...steps.keys()].filter(wanted)
  return { steps: places.map((i) => steps[i]), values: places.map((i) => values[i]) }
}
