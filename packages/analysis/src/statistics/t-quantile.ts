import { createRequire } from 'node:module'
import type quantile from '@stdlib/stats-base-dists-t-quantile'

const require = createRequire(import.meta.url)
let quantileOf: typeof quantile | undefined

/** The 0.975 quantile of Student's t: half a 95 % interval, in standard errors. */
export function tQuantile(degreesOfFreedom: number): number {
  // Its four hundred modules take a quarter of a second to load, which few commands need.
  quantileOf ??= require('@stdlib/stats-base-dists-t-quantile') as typeof quantile
  return quantileOf(0.975, degreesOfFreedom)
}
