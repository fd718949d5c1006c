import { sql } from 'kysely'
import type { Lab } from '../../platform/lab/lab.ts'
import { takeTurn } from '../../platform/turns/take-turn.ts'
import { arrayText } from './array-text.ts'
import type { MetricSeries } from './find-series.ts'
import { selectPointColumns } from './select-columns.ts'

export interface SeriesPart {
  readonly row: MetricSeries
  readonly range: { readonly from: number; readonly to: number }
}

/** Number of steps that can be sorted at once without blocking other requests. */
const maxSortedSteps = 200_000

/**
 * Selects at most so many steps for comparing series: the union of all steps, or, if they are too many, steps
 * of the shortest series, evenly spaced over the range.
 */
export async function selectSharedSteps(
  lab: Lab,
  series: readonly SeriesPart[],
  limit: number,
): Promise<{ steps: number[]; thinned: boolean }> {
  if (series.length === 0) return { steps: [], thinned: false }
  const columns = await selectPointColumns(
    lab.db,
    series.map(({ row, range }) => ({
      seriesId: row.id,
      ...range,
      limit: limit + 1,
      seriesRows: row.points,
    })),
  )
  if (columns.every(([steps]) => steps.length <= limit)) {
    const all = await uniteSteps(columns.map(([steps]) => steps as number[]))
    if (all && all.length <= limit) return { steps: all, thinned: false }
    if (all) return { steps: pickEvenly(all, limit), thinned: true }
  }
  const [shortest] = series.toSorted((a, b) => a.row.points - b.row.points)
  return { steps: await findEvenly(lab, shortest, limit), thinned: true }
}

/** Returns every step of the columns, ascending; undefined if they are too many. */
async function uniteSteps(columns: readonly number[][]): Promise<number[] | undefined> {
  const all = new Set<number>()
  for (const steps of columns) {
    await takeTurn()
    for (const step of steps) all.add(step)
    if (all.size > maxSortedSteps) return undefined
  }
  return [...Float64Array.from(all).sort()]
}

function pickEvenly(steps: readonly number[], limit: number): number[] {
  return Array.from({ length: limit }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (limit - 1))])
}

/** Finds, for evenly spaced marks along the range, the step of the series at or next after each. */
async function findEvenly(
  lab: Lab,
  { row, range: { from, to } }: SeriesPart,
  limit: number,
): Promise<number[]> {
  const marks = Array.from({ length: limit }, (_, i) => Math.floor(from + ((to - from) * i) / (limit - 1)))
  const { rows } = await sql<{ step: number }>`
    select distinct found.step from unnest(${arrayText(marks)}::bigint[]) as mark (step)
    cross join lateral (
      select step from metric_point
      where series_id = ${row.id} and step between mark.step and ${to} order by step limit 1
    ) as found order by 1`.execute(lab.db)
  return rows.map(({ step }) => step)
}
