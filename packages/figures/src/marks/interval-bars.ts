import { dot, link, type Markish } from '@observablehq/plot'
import type { ValueScale } from '../scales/scales.ts'

interface Bar {
  readonly x: number
  readonly low: number
  readonly high: number
}

/** Returns intervals as bars, with an arrow head where one continues below the axis. */
export function intervalBars(
  bars: readonly Bar[],
  color: string,
  label: string,
  scale: ValueScale,
): Markish[] {
  const shown = bars.flatMap(({ x, low, high }) => {
    const ends = scale.span(low, high)
    return ends ? [{ x, low: ends[0], high: ends[1] }] : []
  })
  const cuts = bars.flatMap(({ x, low, high }) => {
    const y = scale.cut(low, high)
    return y === undefined ? [] : [{ x, y }]
  })
  // The far end of a reversed axis is its upper one.
  const rotate = scale.options.reverse ? 0 : 180
  return [
    link(shown, {
      x: 'x',
      y1: 'low',
      y2: 'high',
      stroke: color,
      strokeWidth: 1.2,
      className: `${label} interval`,
    }),
    dot(cuts, { x: 'x', y: 'y', symbol: 'triangle', rotate, r: 3, fill: color, className: `${label} cut` }),
  ]
}
