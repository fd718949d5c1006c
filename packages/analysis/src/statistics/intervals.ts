import { createRequire } from 'node:module'
import type quantile from '@stdlib/stats-base-dists-t-quantile'

/**
 * Returns the percentile interval [low, high] that holds the share `level` of the defined values; nulls if no value is
 * defined.
 */
export function percentileInterval(
  values: readonly (number | null)[],
  level = 0.95,
): [number | null, number | null] {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b)
  if (sorted.length === 0) return [null, null]
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]
  return [at((1 - level) / 2), at((1 + level) / 2)]
}

/** The 0.975 quantile of the standard normal distribution: half a 95 % interval, in standard errors. */
export const normalQuantile = 1.959963984540054

/** Returns the ends of value ± half; nulls if either is null. */
export function around(
  value: number | null,
  half: number | null,
): { readonly low: number | null; readonly high: number | null } {
  if (value === null || half === null) return { low: null, high: null }
  return { low: value - half, high: value + half }
}

/**
 * Returns Wilson's 95 % interval of a share of `rows` (J. Am. Stat. Assoc. 22, 1927), which is defined at 0 and 1 too.
 */
export function wilsonInterval(share: number, rows: number): [number, number] {
  const scale = 1 / (1 + normalQuantile ** 2 / rows)
  const centre = scale * (share + normalQuantile ** 2 / (2 * rows))
  const half =
    scale * normalQuantile * Math.sqrt((share * (1 - share)) / rows + normalQuantile ** 2 / (4 * rows ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

const require = createRequire(import.meta.url)
let quantileOf: typeof quantile | undefined

/** Returns a quantile of Student's t; by default that of 0.975, half a 95 % interval in standard errors. */
export function tQuantile(degreesOfFreedom: number, share = 0.975): number {
  return load()(share, degreesOfFreedom)
}

/** Returns the two-sided p-value of a value of Student's t, by bisection of its quantile; at least 1e-30. */
export function tPValue(t: number, degreesOfFreedom: number): number {
  const target = -Math.abs(t)
  let [low, high] = [Math.log(1e-30), 0]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (load()(Math.exp(middle) / 2, degreesOfFreedom) < target) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

function load(): typeof quantile {
  // Loaded on demand: its four hundred modules take a quarter of a second to load, and few commands use them.
  return (quantileOf ??= require('@stdlib/stats-base-dists-t-quantile') as typeof quantile)
}

/** Returns the indices of one bootstrap sample of n items, drawn with replacement; `random` is uniform in [0, 1). */
export function resample(n: number, random: () => number): number[] {
  return Array.from({ length: n }, () => Math.floor(random() * n))
}
