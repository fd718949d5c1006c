import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { arrayText } from './array-text.ts'
import { pickPoints, type OnConflict, type PointColumns } from './metric-points.ts'
import type { SeriesRow, SeriesWrite } from './write-series.ts'

/** Outcome of a write to one series. */
export interface SeriesOutcome {
  readonly row: SeriesRow
  /** Points that were inserted. */
  readonly columns: PointColumns
  /** Number of points whose step had the same value before. */
  readonly equal: number
  /** Points whose step had another value before, which stays. */
  readonly differing: readonly DifferingPoint[]
  /**
   * Points repeated in this write with another value for their step: the first stays, or, to replace, the
   * last.
   */
  readonly repeated: readonly DifferingPoint[]
}

/**
 * Inserts the points of locked series whose steps are free; returns the outcome of each series, in the same
 * order.
 */
export async function insertPoints(
  db: Queries,
  given: readonly SeriesWrite[],
  onConflict: OnConflict,
): Promise<SeriesOutcome[]> {
  const distinct = given.map(({ row, columns }) => ({ row, ...dropRepeated(columns, onConflict) }))
  // What comes after all that is there is new; a series grows at its end, so mostly nothing needs to be asked.
  const after = distinct.filter((write) => isAfter(write))
  const within = distinct.filter((write) => !isAfter(write))
  // Most points have no time or all have one: a column of nulls would take as long as one of values.
  const isTimed = given.some(({ columns }) => columns.times)
  const names = sql.raw(isTimed ? 'series_id, step, value, time' : 'series_id, step, value')
  const values = (writes: readonly SeriesWrite[]) => sql`unnest(
    ${arrayText(writes.flatMap(({ row, columns }) => columns.steps.map(() => row.id)))}::bigint[],
    ${arrayText(writes.flatMap(({ columns }) => columns.steps))}::bigint[],
    ${arrayText(writes.flatMap(({ columns }) => columns.values))}::float8[]${isTimed ? sql`, ${timesOf(writes)}::bigint[]` : sql``})`
  if (after.length > 0)
    await sql`insert into metric_point (${names}) select * from ${values(after)}`.execute(db)
  if (within.length === 0) return distinct.map((write) => ({ ...write, differing: [] }))
  // The points that are joined are those from before the statement: it does not see what it inserts.
  const { rows } = await sql<{ places: string | null; stored: string | null }>`
    with given as (
      select * from ${values(within)} with ordinality as given (${names}, place)
    ), added as (
      insert into metric_point (${names}) select ${names} from given
      on conflict do nothing
    )
    select string_agg((place - 1)::text, ',' order by place) as places,
      string_agg(coalesce(old.value::text, 'null'), ',' order by place) as stored
    from given join metric_point as old on (old.series_id, old.step) = (given.series_id, given.step)`.execute(
    db,
  )
  const places = JSON.parse(`[${rows[0].places ?? ''}]`) as number[]
  const stored = JSON.parse(`[${rows[0].stored ?? ''}]`) as (number | null)[]
  return separateKnown(distinct, new Map(places.map((place, i) => [place, stored[i]])))
}

function timesOf(writes: readonly SeriesWrite[]): string {
  return arrayText(writes.flatMap(({ columns }) => columns.times ?? columns.steps.map(() => null)))
}

function isAfter({ row, columns }: SeriesWrite): boolean {
  if (row.lastStep === null) return true
  for (const step of columns.steps) if (step <= row.lastStep) return false
  return true
}

/** Compares points with their known positions, counted over all writes within their series. */
function separateKnown(
  writes: readonly Omit<SeriesOutcome, 'differing'>[],
  known: ReadonlyMap<number, number | null>,
): SeriesOutcome[] {
  let before = 0
  return writes.map((write) => {
    if (isAfter(write)) return { ...write, differing: [] }
    const from = before
    const { steps, values, times } = write.columns
    before += steps.length
    const added: number[] = []
    const differing: DifferingPoint[] = []
    let { equal } = write
    for (let i = 0; i < steps.length; i++) {
      const stored = known.get(from + i)
      if (stored === undefined) added.push(i)
      else if (stored === values[i]) equal++
      else differing.push({ step: steps[i], stored, sent: values[i], time: times?.[i] ?? null })
    }
    return { ...write, columns: pickPoints(write.columns, added), equal, differing }
  })
}

/** Selects one value for each step: the first, or, to replace, the last; and compares the others with it. */
function dropRepeated(
  columns: PointColumns,
  onConflict: OnConflict,
): { readonly columns: PointColumns; readonly equal: number; readonly repeated: readonly DifferingPoint[] } {
  const { steps, values, times } = columns
  let ascending = true
  for (let i = 1; i < steps.length && ascending; i++) ascending = steps[i] > steps[i - 1]
  if (ascending) return { columns, equal: 0, repeated: [] }
  const kept = new Map<number, number>()
  for (let i = 0; i < steps.length; i++)
    if (onConflict === 'replace' || !kept.has(steps[i])) kept.set(steps[i], i)
  const differing: DifferingPoint[] = []
  let same = 0
  for (let i = 0; i < steps.length; i++) {
    const stored = values[kept.get(steps[i])!]
    if (stored === values[i]) same++
    else differing.push({ step: steps[i], stored, sent: values[i], time: times?.[i] ?? null })
  }
  return {
    columns: pickPoints(columns, [...kept.values()]),
    equal: same - kept.size,
    repeated: differing,
  }
}

/** Step whose stored value differs from the one that was sent. */
interface DifferingPoint {
  readonly step: number
  readonly stored: number | null
  readonly sent: number | null
  /** Wall time that was sent. */
  readonly time: number | null
}
