import type { Preset } from './presets.ts'
import type { SweepConfig } from './sweep-config.ts'

/**
 * Returns a preset's settings, overridden by `given`. If `given` chooses another architecture, the preset's options are
 * dropped.
 */
export function applyPreset({ settings }: Preset, given: Partial<SweepConfig>): Partial<SweepConfig> {
  const { hiddenLayers, options, ...others } = settings
  const isOther = given.architecture !== undefined && given.architecture !== settings.architecture
  const own = isOther
    ? {}
    : { ...(hiddenLayers !== undefined && { hiddenLayers }), ...(options && { options }) }
  const merged = { ...others, ...own, ...given }
  const chosen = { ...own.options, ...given.options }
  return Object.keys(chosen).length > 0 ? { ...merged, options: chosen } : merged
}
