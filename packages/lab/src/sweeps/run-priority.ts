import { estimateGroup, typicalRates, type SweepConfig } from '@mitoscope/training'

/** Seconds that training one run of that width takes on a usual core. */
export function estimateRun(config: SweepConfig, width: number): number {
  const run = { name: '', width, seed: 0, weightDecay: 0 }
  return estimateGroup(config, { name: '', width, runs: [run] }, typicalRates)
}

/**
 * Long runs first, so that no wide one is left for the end. All of them come after analyses, which are short and have
 * priority 0: results appear while a sweep trains.
 */
export function runPriority(config: SweepConfig, width: number): number {
  return Math.min(-1, -500_000 + Math.round(20_000 * Math.log(1 + 1_000 * estimateRun(config, width))))
}
