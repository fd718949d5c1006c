import { estimateGroup, typicalRates, type Rates, type SweepConfig } from '@mitoscope/training'

/** Seconds that training one run of that width takes at these rates; on a usual core where none are given. */
export function estimateRun(config: SweepConfig, width: number, rates: Rates = typicalRates): number {
  const run = { name: '', width, seed: 0, weightDecay: 0 }
  return estimateGroup(config, { name: '', width, runs: [run] }, rates)
}

/**
 * Priority of the analyses and the report that a sweep asked for: before its trainings, after whatever somebody asks
 * for now, at 0.
 */
export const requestedPriority = -1

/**
 * Long runs first, so that no wide one is left for the end. All of them come after analyses, which are short: results
 * appear while a sweep trains.
 */
export function runPriority(config: SweepConfig, width: number): number {
  return Math.min(
    requestedPriority - 1,
    -500_000 + Math.round(20_000 * Math.log(1 + 1_000 * estimateRun(config, width))),
  )
}
