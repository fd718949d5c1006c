import type { Curves } from './curves.ts'
import type { Series } from '../series.ts'

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
