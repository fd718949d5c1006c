import type { Lab } from '../../../platform/lab/lab.ts'
import { takeTurn } from '../../../platform/turns/take-turn.ts'
import type { ChosenAxis } from './axis.ts'
import { placeOnAxis, type Placed } from './place-on-axis.ts'
import { findSiblings } from './read-over-axis.ts'
import { selectAtSteps } from './select-at-steps.ts'
import { selectSharedSteps, type SeriesPart } from '../select-shared-steps.ts'

/** Columns of values at common places on an axis. */
interface Aligned {
  readonly x: readonly number[]
  /** True if points of a series, or places, were left out. */
  readonly thinned: boolean
  /** Values of each series; null outside its points. */
  readonly values: readonly (readonly (number | null)[])[]
}

/**
 * Aligns series on an axis on which each run has places of its own: at all their places, or at evenly spaced ones if they are
 * more than `limit`. Between two points of a series its value is that of the line through them.
 */
export async function alignOnAxis(
  lab: Lab,
  parts: readonly SeriesPart[],
  { axis, axisMetric }: ChosenAxis,
  limit: number,
): Promise<Aligned> {
  const siblings = await findSiblings(
    lab,
    parts.map(({ row }) => row.runId),
  )
  const along = parts.map(({ row }) => siblings.get(row.runId)!.find(({ name }) => name === axisMetric))
  const chosen: Awaited<ReturnType<typeof selectSharedSteps>>[] = []
  for (const [i, { row, range }] of parts.entries()) {
    const sparser = along[i] && along[i].points < row.points ? along[i] : row
    chosen.push(await selectSharedSteps(lab, [{ row: sparser, range }], limit))
  }
  const values = await selectAtSteps(
    lab,
    parts.map(({ row }, i) => ({ seriesId: row.id, steps: chosen[i].steps })),
    'value',
  )
  const placed = await placeOnAxis(
    lab,
    parts.map(({ row }, i) => ({
      series: row,
      points: { steps: chosen[i].steps, values: values[i] },
      axis,
      along: along[i],
      siblings: siblings.get(row.runId)!,
    })),
  )
  const { x, isThinned } = shareAxis(placed, limit)
  const columns: (number | null)[][] = []
  for (const own of placed) {
    columns.push(interpolate(own, x))
    await takeTurn()
  }
  return { x, thinned: isThinned || chosen.some(({ thinned }) => thinned), values: columns }
}

/** Returns all places, or evenly spaced ones if they are more than the limit. */
function shareAxis(
  placed: readonly Placed[],
  limit: number,
): { readonly x: readonly number[]; readonly isThinned: boolean } {
  const all = new Set<number>()
  for (const { x } of placed) for (const place of x) all.add(place)
  const sorted = [...Float64Array.from(all).sort()]
  if (sorted.length <= limit) return { x: sorted, isThinned: false }
  const [from, to] = [sorted[0], sorted.at(-1)!]
  const x = Array.from({ length: limit }, (_, i) => from + ((to - from) * i) / (limit - 1))
  return { x: [...new Set(x)], isThinned: true }
}

/** Returns the values at ascending places; null outside the points, and beside one without a value. */
function interpolate({ x, values }: Placed, wanted: readonly number[]): (number | null)[] {
  let i = 0
  return wanted.map((place) => {
    while (i < x.length && x[i] < place) i++
    if (i === x.length) return null
    if (x[i] === place) return values[i]
    const [before, after] = [values[i - 1] ?? null, values[i]]
    if (i === 0 || before === null || after === null) return null
    return before + ((after - before) * (place - x[i - 1])) / (x[i] - x[i - 1])
  })
}
