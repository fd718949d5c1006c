import { estimateTraining, typicalRates, type Rates, type SweepConfig } from '@mitoscope/training'

/** Returns the seconds of training one run of that width at these rates; by default on a typical core. */
export function estimateRun(config: SweepConfig, width: number, rates: Rates = typicalRates): number {
  return estimateTraining(config, width, rates)
}

/**
 * Priority of the analyses and the report that a sweep requested: before its trainings, after requests by
 * users, which have 0.
 */
export const requestedPriority = -1

/**
 * Returns the priority of a run: long runs first, so that no wide run is left for the end, and all of them
 * after analyses, which are short, so that results appear while a sweep trains.
 */
export function runPriority(config: SweepConfig, width: number): number {
  return Math.min(
    requestedPriority - 1,
    -500_000 + Math.round(20_000 * Math.log(1 + 1_000 * estimateRun(config, width))),
  )
}
