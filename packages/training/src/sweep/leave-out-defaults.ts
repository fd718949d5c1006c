import { findArchitecture } from '../architectures/find-architecture.ts'
import type { SettingName, SweepOption } from './sweep-option.ts'
import { sweepOptions } from './sweep-options.ts'

/**
 * Drops optional settings that equal their default, so that configs saved before those settings existed still hash the
 * same. `hiddenLayers` stays if the architecture has that option.
 */
export function leaveOutDefaults(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const config = { ...given }
  for (const option of sweepOptions) {
    const { name, advanced, default: standard } = option
    const mayLeave = advanced || !counts(option, config)
    if (mayLeave && (config[name] === undefined || isSame(config[name], standard))) delete config[name]
  }
  const options = leaveOutOptions(config)
  if (options === undefined) delete config.options
  else config.options = options
  return config
}

/** Returns true if a setting has an effect with the other settings. */
export function counts({ use }: SweepOption, config: Readonly<Record<string, unknown>>): boolean {
  return !use || use.choices.includes(chosenOf(use.name, config) as string)
}

/** Returns the value of a setting, or its default if it is missing. */
export function chosenOf(name: SettingName, config: Readonly<Record<string, unknown>>): unknown {
  return config[name] ?? sweepOptions.find((option) => option.name === name)!.default
}

/** Drops options of the architecture that equal their default; undefined if none is left. */
function leaveOutOptions({ architecture, options }: Readonly<Record<string, unknown>>): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options
  const known = typeof architecture === 'string' && isArchitecture(architecture)
  const defaults = known ? findArchitecture(architecture).options : []
  const left = Object.entries(options).filter(([name, value]) => {
    return value !== undefined && defaults.find((option) => option.name === name)?.default !== value
  })
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

function isArchitecture(id: string): boolean {
  const option = sweepOptions.find(({ name }) => name === 'architecture')!
  return option.kind === 'choice' && option.choices.includes(id)
}

function isSame(value: unknown, standard: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(standard)
}
