import type { Series } from '../series.ts'

export const bands = ['std', 'sem', 'ci95'] as const
export type Band = (typeof bands)[number]

export const bandLabels: Readonly<Record<Band, string>> = {
  std: 'standard deviation',
  sem: 'standard error of the mean',
  ci95: '95 % interval of the mean',
}

/** A quantity of the runs of one line against steps or sizes: their mean, its spread, and each of them. */
export interface Curves {
  readonly x: readonly number[]
  readonly mean: readonly (number | null)[]
  readonly std: readonly (number | null)[]
  readonly sem: readonly (number | null)[]
  readonly ci95: readonly (number | null)[]
  readonly n: readonly number[]
  readonly members: readonly Member[]
}

interface Member {
  readonly id: string
  readonly values: readonly (number | null)[]
  /** True if the mean leaves the run out because it diverged. */
  readonly diverged?: boolean
}

interface Point {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

/** Part of curves that can be drawn as one line. */
interface Drawn {
  readonly line: readonly Point[]
  readonly members: readonly { readonly x: number; readonly y: number; readonly id: string }[]
}

/**
 * The mean where all the runs that have the quantity have a value: elsewhere it would jump with who is in it.
 * Logarithmic scales have no place for what is not above zero: a band then ends at the lowest value drawn.
 */
export function toDrawn(curves: Curves, band: Band, logX: boolean, logY: boolean): Drawn {
  const most = Math.max(0, ...curves.n)
  const fits = (x: number, y: number | null | undefined): y is number =>
    y !== null && y !== undefined && (!logX || x > 0) && (!logY || y > 0)
  const line = curves.x.flatMap((x, i) => {
    const y = curves.mean[i]
    if (curves.n[i] < most || !fits(x, y)) return []
    const half = curves[band][i] ?? 0
    return [{ x, y, low: y - half, high: y + half }]
  })
  const members =
    curves.members.length < 2
      ? []
      : curves.members.flatMap(({ id, values }) =>
          curves.x.flatMap((x, i) => {
            const y = values[i]
            return fits(x, y) ? [{ x, y, id }] : []
          }),
        )
  if (!logY) return { line, members }
  const least = Math.min(...line.map(({ y }) => y), ...members.map(({ y }) => y))
  return { line: line.map((point) => ({ ...point, low: point.low > 0 ? point.low : least })), members }
}

/** Returns the curves of one run of several that were queried together: the mean is the run itself. */
export function ofMember(x: readonly number[], id: string, values: readonly (number | null)[]): Curves {
  const none = x.map(() => null)
  return {
    x,
    mean: values,
    std: none,
    sem: none,
    ci95: none,
    n: values.map((value) => (value === null ? 0 : 1)),
    members: [{ id, values }],
  }
}

/** Every how many points a marker stands, so that about eight of them do. */
export function markersOf<T>(points: readonly T[]): T[] {
  const every = Math.max(1, Math.ceil(points.length / 8))
  return points.filter((_, i) => i % every === 0)
}

/** A line of a chart: whose it is and what is known of it. */
export interface Line {
  readonly series: Series
  readonly curves: Curves
}

/** Returns the lines of the series whose curves are known. */
export function toLines(series: readonly Series[], curves: readonly (Curves | undefined)[]): Line[] {
  return series.flatMap((each, i) => {
    const own = curves[i]
    return own ? [{ series: each, curves: own }] : []
  })
}
