import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { arrayText } from './array-text.ts'
import type { SeriesWrite } from './insert-points.ts'
import type { SeriesRow } from './lock-series.ts'

/** Updates the summaries of locked series with their new points. */
export async function updateSeries(db: Queries, added: readonly SeriesWrite[]): Promise<void> {
  const rows = added.filter(({ columns }) => columns.steps.length > 0).map(include)
  if (rows.length === 0) return
  const column = (name: Exclude<keyof SeriesRow, 'runId' | 'name'>) => arrayText(rows.map((row) => row[name]))
  await sql`
    update metric_series set points = new.points, not_finite = new.not_finite,
      first_step = new.first_step, last_step = new.last_step, last_finite_step = new.last_finite_step,
      last = new.last, min = new.min, max = new.max
    from unnest(
      ${column('id')}::bigint[], ${column('points')}::bigint[], ${column('notFinite')}::bigint[],
      ${column('firstStep')}::bigint[], ${column('lastStep')}::bigint[], ${column('lastFiniteStep')}::bigint[],
      ${column('last')}::float8[], ${column('min')}::float8[], ${column('max')}::float8[]
    ) as new (id, points, not_finite, first_step, last_step, last_finite_step, last, min, max)
    where metric_series.id = new.id`.execute(db)
}

function include({ row, columns: { steps, values } }: SeriesWrite): SeriesRow {
  let { notFinite, lastFiniteStep, last } = row
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
  }
}
