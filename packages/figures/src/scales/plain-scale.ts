import { formatTick } from '@mitoscope/analysis/format'
import { linearTicks } from './linear-ticks.ts'
import type { ValueScale } from './value-scale.ts'

/** An axis on which values stand as they are. */
export function plainScale(low: number, high: number, label: string): ValueScale {
  return {
    place: (value) => value,
    span: (from, to) => [Math.max(from, low), Math.min(to, high)],
    cut: (from, to) => (from < low && to > low ? low : undefined),
    options: {
      type: 'linear',
      label,
      domain: [low, high],
      ticks: linearTicks(low, high),
      tickFormat: formatTick,
    },
    backdrop: [],
  }
}
