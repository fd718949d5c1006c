import { ruleY } from '@observablehq/plot'
import { GREY } from '../style/palette.ts'
import { formatNumber } from './format-number.ts'
import type { ValueScale } from './value-scale.ts'

const TICKS = 6

/** A plain axis, for quantities that can be negative. */
export function linearScale(values: readonly number[], label: string): ValueScale {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [0, 0],
  )
  const room = (most - least || 1) * 0.05
  const [low, high] = [least - room, most + room]
  const rough = (high - low) / TICKS
  const power = Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => Number(`${candidate}e${power}`) >= rough) ?? 10
  const ticks: number[] = []
  // Counted, not added up, so that ticks stay round.
  for (let i = Math.ceil(low / Number(`${factor}e${power}`)); ; i++) {
    const tick = Number(`${i * factor}e${power}`)
    if (tick > high) break
    ticks.push(tick)
  }
  return {
    place: (value) => value,
    span: (from, to) => [Math.max(from, low), Math.min(to, high)],
    options: { type: 'linear', label, domain: [low, high], ticks, tickFormat: formatNumber },
    backdrop: [ruleY([0], { stroke: GREY, strokeWidth: 0.5, className: 'zero' })],
  }
}
