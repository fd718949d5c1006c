import { formatInterval } from '@mitoscope/analysis/format'
import { rectX, ruleX, type Markish } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { LegendEntry } from '../frame/drawing.ts'
import type { ScalarInput } from '../input/curve-input.ts'
import { GREY } from '../style/palette.ts'

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
