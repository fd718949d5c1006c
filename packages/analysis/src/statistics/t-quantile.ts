import { createRequire } from 'node:module'
import type quantile from '@stdlib/stats-base-dists-t-quantile'

const require = createRequire(import.meta.url)
let quantileOf: typeof quantile | undefined

/** Returns the 0.975 quantile of Student's t: half a 95 % interval, in standard errors. */
export function tQuantile(degreesOfFreedom: number): number {
  return load()(0.975, degreesOfFreedom)
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
