import { ruleY } from '@observablehq/plot'
import { GREY } from '../style/palette.ts'
import { plainScale } from './plain-scale.ts'
import type { ValueScale } from './value-scale.ts'

/** A plain axis, for quantities that can be negative. */
export function linearScale(values: readonly number[], label: string): ValueScale {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [0, 0],
  )
  const room = (most - least || 1) * 0.05
  return {
    ...plainScale(least - room, most + room, label),
    backdrop: [ruleY([0], { stroke: GREY, strokeWidth: 0.5, className: 'zero' })],
  }
}
