import { formatNumber } from '@mitoscope/analysis/format'
import type { ScaleOptions } from '@observablehq/plot'
import { textWidth } from '../frame/text-width.ts'

/** An axis of epochs that spreads the first ones and has a place for 0, with a tick at each as far as labels fit. */
export function epochScale(epochs: readonly number[], label: string, pixels: number): ScaleOptions {
  const sorted = [...new Set(epochs)].sort((a, b) => a - b)
  const most = Math.max(1, sorted.at(-1) ?? 1)
  const domain = [0, most * 1.05]
  const position = (epoch: number) => Math.sqrt(epoch / domain[1]) * pixels
  const ticks: number[] = []
  let free = Infinity
  for (const epoch of sorted.toReversed()) {
    const half = textWidth(formatNumber(epoch), 11) / 2 + 4
    if (position(epoch) + half > free) continue
    ticks.push(epoch)
    free = position(epoch) - half
  }
  return { type: 'sqrt', label, domain, ticks: ticks.reverse(), tickFormat: formatNumber, clamp: true }
}
