import { formatNumber } from '@mitoscope/analysis/format'
import { textWidth } from '../frame/text-width.ts'

const TICKS = 6

/** Returns about six round numbers between two ends. */
export function linearTicks(low: number, high: number): number[] {
  const rough = (high - low) / TICKS
  if (!(rough > 0 && rough < Infinity)) return []
  const power = Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => Number(`${candidate}e${power}`) >= rough) ?? 10
  const ticks: number[] = []
  // Counted, not added up, so that ticks stay round.
  for (let i = Math.ceil(low / Number(`${factor}e${power}`)); ; i++) {
    const tick = Number(`${i * factor}e${power}`)
    if (!(tick <= high)) return ticks
    ticks.push(tick)
  }
}

/**
 * Returns round numbers between two positive ones: several per decade over a small range, only powers of ten over more
 * than two and a half decades.
 */
export function logTicks(low: number, high: number): number[] {
  // A bound of 0 or infinity has no decades to count.
  if (!(low > 0 && high < Infinity)) return []
  const decades = Math.log10(high) - Math.log10(low)
  const factors = decades <= 1 ? [1, 2, 3, 4, 5, 6, 8] : decades <= 2.5 ? [1, 2, 5] : [1]
  const step = Math.max(1, Math.ceil(decades / 8))
  const ticks = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % step !== 0) continue
    // From decimal text, because 10 ** -5 and its multiples are not the nearest doubles.
    ticks.push(...factors.map((factor) => Number(`${factor}e${power}`)))
  }
  return ticks.filter((tick) => tick >= low && tick <= high)
}

/**
 * Returns those of the ascending values whose labels fit beside each other when centred at `position`, in pixels. The
 * largest value always has a tick: the widest layer is the one readers look for.
 */
export function ticksThatFit(ascending: readonly number[], position: (value: number) => number): number[] {
  const ticks: number[] = []
  let free = Infinity
  for (const value of ascending.toReversed()) {
    const half = textWidth(formatNumber(value), 11) / 2 + 4
    if (position(value) + half > free) continue
    ticks.push(value)
    free = position(value) - half
  }
  return ticks.reverse()
}
