import { sql, type Selectable } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import type { MetricSeriesTable } from '../../platform/database/metric-tables.ts'
import { arrayText } from './array-text.ts'
import { bucketLevels } from './buckets.ts'
import type { PointColumns } from './metric-points.ts'

/** Summary of one series of a run. */
export type SeriesRow = Selectable<MetricSeriesTable>

/** Points to write to a locked series. */
export interface SeriesWrite {
  /** Row of the series before the write. */
  readonly row: SeriesRow
  readonly columns: PointColumns
}

/**
 * Returns the rows of these series, creating missing ones, locked until the transaction ends, so that other
 * writers wait. Missing rows are created in the order of names before any is locked, and locks are taken in
 * the order of ids, so that two writers never deadlock.
 */
export async function lockSeries(
  db: Queries,
  wanted: readonly { readonly runId: string; readonly name: string }[],
): Promise<SeriesRow[]> {
  const runs = wanted.map(({ runId }) => runId)
  const names = wanted.map(({ name }) => name)
  const given = sql`unnest(${runs}::uuid[], ${names}::text[]) as given (run_id, name)`
  await sql`
    insert into metric_series (run_id, name)
    select * from ${given} where not exists (
      select from metric_series as old where old.run_id = given.run_id and old.name = given.name
    ) order by run_id, name on conflict do nothing`.execute(db)
  const { rows } = await sql<SeriesRow>`
    select * from metric_series where (run_id, name) in (select * from ${given})
    order by id for update`.execute(db)
  return rows
}

/** Updates the summaries of locked series with their new points. */
export async function updateSeries(db: Queries, added: readonly SeriesWrite[]): Promise<void> {
  const rows = added.filter(({ columns }) => columns.steps.length > 0).map(addToSummary)
  if (rows.length === 0) return
  const column = (name: Exclude<keyof SeriesRow, 'runId' | 'name' | 'stepMetric'>) =>
    arrayText(rows.map((row) => row[name]))
  await sql`
    update metric_series set points = new.points, not_finite = new.not_finite,
      first_step = new.first_step, last_step = new.last_step, last_finite_step = new.last_finite_step,
      last = new.last, min = new.min, max = new.max, first_time = new.first_time, last_time = new.last_time
    from unnest(
      ${column('id')}::bigint[], ${column('points')}::bigint[], ${column('notFinite')}::bigint[],
      ${column('firstStep')}::bigint[], ${column('lastStep')}::bigint[], ${column('lastFiniteStep')}::bigint[],
      ${column('last')}::float8[], ${column('min')}::float8[], ${column('max')}::float8[],
      ${column('firstTime')}::bigint[], ${column('lastTime')}::bigint[]
    ) as new (id, points, not_finite, first_step, last_step, last_finite_step, last, min, max, first_time, last_time)
    where metric_series.id = new.id`.execute(db)
}

function addToSummary({ row, columns: { steps, values, times } }: SeriesWrite): SeriesRow {
  let { notFinite, lastFiniteStep, last, firstTime, lastTime } = row
  let [firstStep, lastStep] = [row.firstStep ?? Infinity, row.lastStep ?? -Infinity]
  let [min, max] = [row.min ?? Infinity, row.max ?? -Infinity]
  for (let i = 0; i < steps.length; i++) {
    const [step, value] = [steps[i], values[i]]
    if (step < firstStep) firstStep = step
    if (step > lastStep) lastStep = step
    if (value === null) {
      notFinite++
      continue
    }
    if (lastFiniteStep === null || step > lastFiniteStep) {
      lastFiniteStep = step
      last = value
    }
    if (value < min) min = value
    if (value > max) max = value
  }
  for (const time of times ?? []) {
    if (time === null) continue
    if (firstTime === null || time < firstTime) firstTime = time
    if (lastTime === null || time > lastTime) lastTime = time
  }
  const points = row.points + steps.length
  const finite = lastFiniteStep !== null
  return {
    ...row,
    points,
    notFinite,
    firstStep,
    lastStep,
    lastFiniteStep,
    last,
    min: finite ? min : null,
    max: finite ? max : null,
    firstTime,
    lastTime,
  }
}

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
      last_finite_step = finite.step, last = finite.value,
      first_time = ends.first_time, last_time = ends.last_time
    from unnest(${[...ids]}::bigint[]) as wanted (id)
    left join lateral (
      select sum(points)::bigint as points, sum(not_finite)::bigint as not_finite, min(min) as min, max(max) as max
      from metric_bucket where series_id = wanted.id and level = ${bucketLevels.at(-1)}
    ) as sums on true
    left join lateral (
      select min(step) as first_step, max(step) as last_step, min(time) as first_time, max(time) as last_time
      from metric_point where series_id = wanted.id
    ) as ends on true
    left join lateral (
      select step, value from metric_point
      where series_id = wanted.id and value is not null order by step desc limit 1
    ) as finite on true
    where series.id = wanted.id`.execute(db)
}
