import type { MetricPoint } from '../metric-points.ts'

/** Creates points of three series with awkward names, from a step on, some of them not finite, some with a time. */
export function makeBatch(random: () => number, from: number): MetricPoint[] {
  const values = [Number.NaN, Infinity, -Infinity, null, 0, 1e-300, -1e300, 0.1]
  return Array.from({ length: 1 + Math.floor(random() * 400) }, (_, i) => ({
    name: ['loss', 'error', 'a "b" {c},\\'][Math.floor(random() * 3)],
    // Mostly on from where the last ended, with repeats and leaps over several buckets.
    step: random() < 0.7 ? from + i : Math.floor(random() * 10 ** (2 + 6 * random())),
    value: random() < 0.1 ? values[Math.floor(random() * values.length)] : Math.round(random() * 50) / 7,
    time: random() < 0.5 ? 1_700_000_000_000 + Math.floor(random() * 1e9) : null,
  }))
}
