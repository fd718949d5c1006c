import { formatInterval } from '@mitoscope/analysis/format'
import { line, type Markish, rectX, ruleX } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { LegendEntry } from '../frame/drawing.ts'
import type { ScalarInput } from '../input/analysis-input.ts'
import { GREY } from '../style/palette.ts'
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

/** Returns a vertical rule at a critical value with its 95 % interval as a band; nothing if the value is undefined. */
export function criticalMarks(critical: ScalarInput | null, color: string = GREY, dash = '5 3'): Markish[] {
  if (!isDefined(critical?.value)) return []
  const { value, low, high } = critical!
  const band = isDefined(low) && isDefined(high) ? [{ low, high }] : []
  return [
    rectX(band, { x1: 'low', x2: 'high', fill: color, fillOpacity: 0.13, className: 'critical interval' }),
    ruleX([value], { stroke: color, strokeWidth: 1.2, strokeDasharray: dash, className: 'critical value' }),
  ]
}

/** Returns the legend of the rule at a critical value. */
export function criticalEntry(
  critical: ScalarInput | null,
  name: string,
  color: string = GREY,
): LegendEntry[] {
  if (!critical || !isDefined(critical.value)) return []
  const label = `${name} = ${formatInterval(critical.value, critical.low, critical.high)}`
  return [{ label, color, dash: '5 3', shape: 'rule' }]
}

/** Returns the legend of a line with symbols. */
export function lineEntry(label: string, { color, symbol, dash }: SeriesStyle): LegendEntry {
  return { label, color, symbol, dash }
}

/** Returns the legend of a floor or guide, a line without symbols. */
export function floorEntry(
  label: string,
  { color, dash }: Pick<SeriesStyle, 'color' | 'dash'> = FLOOR,
): LegendEntry {
  return { label, color, dash }
}
