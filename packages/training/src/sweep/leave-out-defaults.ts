import { findArchitecture } from '../architectures/find-architecture.ts'
import type { SettingName, SweepOption } from './sweep-option.ts'
import { sweepOptions } from './sweep-options.ts'

/**
 * Settings without those that may be left out and say what would hold without them, so that settings from before there
 * were such ones stay what they are. `hiddenLayers` stays where the architecture has them.
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

/** Whether a setting makes a difference beside the others. */
export function counts({ use }: SweepOption, config: Readonly<Record<string, unknown>>): boolean {
  return !use || use.choices.includes(chosenOf(use.name, config) as string)
}

/** The value of a setting, which may be left out. */
export function chosenOf(name: SettingName, config: Readonly<Record<string, unknown>>): unknown {
  return config[name] ?? sweepOptions.find((option) => option.name === name)!.default
}

/** The options of the architecture in the same way; undefined where none is left. */
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
