import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { takeTurn } from '../turns/take-turn.ts'
import { arrayText } from './array-text.ts'
import type { MetricSeries } from './find-series.ts'
import { readPointColumns } from './read-columns.ts'

export interface SeriesPart {
  readonly row: MetricSeries
  readonly range: { readonly from: number; readonly to: number }
}

/** Number of steps that can be sorted at once without blocking other requests. */
const mostSorted = 200_000

/**
 * Selects at most so many steps for comparing series: the union of all steps, or, if they are too many, steps
 * of the shortest series, evenly spaced over the range.
 */
export async function sharedSteps(
  lab: Lab,
  series: readonly SeriesPart[],
  most: number,
): Promise<{ steps: number[]; thinned: boolean }> {
  if (series.length === 0) return { steps: [], thinned: false }
  const columns = await readPointColumns(
    lab.db,
    series.map(({ row, range }) => ({ seriesId: row.id, ...range, most: most + 1, known: row.points })),
  )
  if (columns.every(([steps]) => steps.length <= most)) {
    const all = await uniteSteps(columns.map(([steps]) => steps as number[]))
    if (all && all.length <= most) return { steps: all, thinned: false }
    if (all) return { steps: pickEvenly(all, most), thinned: true }
  }
  const [shortest] = series.toSorted((a, b) => a.row.points - b.row.points)
  return { steps: await findEvenly(lab, shortest, most), thinned: true }
}

/** Returns every step of the columns, ascending; undefined if they are too many. */
async function uniteSteps(columns: readonly number[][]): Promise<number[] | undefined> {
  const all = new Set<number>()
  for (const steps of columns) {
    await takeTurn()
    for (const step of steps) all.add(step)
    if (all.size > mostSorted) return undefined
  }
  return [...Float64Array.from(all).sort()]
}

function pickEvenly(steps: readonly number[], most: number): number[] {
  return Array.from({ length: most }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (most - 1))])
}

/** Finds, for evenly spaced marks along the range, the step of the series at or next after each. */
async function findEvenly(
  lab: Lab,
  { row, range: { from, to } }: SeriesPart,
  most: number,
): Promise<number[]> {
  const marks = Array.from({ length: most }, (_, i) => Math.floor(from + ((to - from) * i) / (most - 1)))
  const { rows } = await sql<{ step: number }>`
    select distinct found.step from unnest(${arrayText(marks)}::bigint[]) as mark (step)
    cross join lateral (
      select step from metric_point
      where series_id = ${row.id} and step between mark.step and ${to} order by step limit 1
    ) as found order by 1`.execute(lab.db)
  return rows.map(({ step }) => step)
}
