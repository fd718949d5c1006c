import { formatNumber } from '@mitoscope/analysis/format'
import type { ScaleOptions } from '@observablehq/plot'
import { textWidth } from '../frame/text-width.ts'

/**
 * A logarithmic axis of sizes with a tick at each of them, as far as labels fit in `pixels`. Clamped, because an
 * interval may reach beyond the sizes there are.
 */
export function sizeScale(sizes: readonly number[], label: string, pixels: number): ScaleOptions {
  const sorted = [...new Set(sizes)].sort((a, b) => a - b)
  const [least, most] = [sorted[0] ?? 1, sorted.at(-1) ?? 1]
  const room = most / least < 1.5 ? 2 : (most / least) ** 0.04
  const domain = [least / room, most * room]
  const position = (size: number) => (Math.log(size / domain[0]) / Math.log(domain[1] / domain[0])) * pixels
  const ticks: number[] = []
  let free = Infinity
  // From the largest down: the widest layer is the one readers look for.
  for (const size of sorted.toReversed()) {
    const half = textWidth(formatNumber(size), 11) / 2 + 4
    if (position(size) + half > free) continue
    ticks.push(size)
    free = position(size) - half
  }
  return { type: 'log', label, domain, ticks: ticks.reverse(), tickFormat: formatNumber, clamp: true }
}
