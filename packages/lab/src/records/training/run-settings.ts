import type { SweepConfig, SweepRun } from '@mitoscope/training'
import type { JsonObject } from '../../platform/database/column-types.ts'

/** Settings of one run that is trained here: the content of its config, flat so that it can be filtered. */
export type RunSettings = Omit<SweepConfig, 'widths' | 'seeds' | 'weightDecays' | 'contrasts'> &
  Omit<SweepRun, 'name'>

/** Returns the config of a run that is trained here as its settings; configs of other runs hold anything. */
export function trainedSettings(config: JsonObject): RunSettings {
  return config as unknown as RunSettings
}

/** Returns the settings of one run of a sweep. */
export function settingsOf(config: SweepConfig, run: SweepRun): RunSettings {
  const { widths: _widths, seeds: _seeds, weightDecays: _decays, contrasts: _contrasts, ...shared } = config
  const { width, seed, weightDecay } = run
  return { ...shared, width, seed, weightDecay }
}

/** Returns the sweep that consists of this run alone. */
export function sweepOf({ width, seed, weightDecay, ...shared }: RunSettings): SweepConfig {
  return { ...shared, widths: [width], seeds: [seed], weightDecays: [weightDecay], contrasts: [] }
}
