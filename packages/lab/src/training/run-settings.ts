import type { SweepConfig, SweepRun } from '@mitoscope/training'

/** How one run is trained: what stands in the config of a run that is trained here, flat so that it can be filtered by. */
export type RunSettings = Omit<SweepConfig, 'widths' | 'seeds' | 'weightDecays' | 'contrasts'> &
  Omit<SweepRun, 'name'>

/** The settings of one run of a sweep. */
export function settingsOf(config: SweepConfig, run: SweepRun): RunSettings {
  const { widths: _widths, seeds: _seeds, weightDecays: _decays, contrasts: _contrasts, ...shared } = config
  const { width, seed, weightDecay } = run
  return { ...shared, width, seed, weightDecay }
}

/** The sweep that is this run alone. */
export function sweepOf({ width, seed, weightDecay, ...shared }: RunSettings): SweepConfig {
  return { ...shared, widths: [width], seeds: [seed], weightDecays: [weightDecay], contrasts: [] }
}
