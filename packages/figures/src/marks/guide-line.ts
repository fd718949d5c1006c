import { line, type Markish } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import { FLOOR, type SeriesStyle } from '../style/series-style.ts'

/** Returns a line to compare data with, in coordinates of the axes. */
export function guideLine(
  points: readonly { readonly x: number; readonly y: number }[],
  label: string,
  { color, dash }: Pick<SeriesStyle, 'color' | 'dash'> = FLOOR,
): Markish {
  const shown = points.filter(({ x, y }) => isDefined(x) && isDefined(y))
  return line(shown, {
    x: 'x',
    y: 'y',
    stroke: color,
    strokeWidth: 1.4,
    strokeDasharray: dash,
    className: label,
  })
}
