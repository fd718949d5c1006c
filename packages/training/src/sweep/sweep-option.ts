import type { SweepConfig } from './sweep-config.ts'

interface ChoiceOption {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

export interface NumberOption {
  /** Kind of number; lists hold distinct numbers. */
  readonly kind: 'integer' | 'number' | 'integers' | 'numbers'
  readonly minimum: number
  readonly maximum: number
  /** True if a list may be empty. */
  readonly optional?: boolean
}

/** Condition of a setting: another setting, and the choices of it for which the setting has an effect. */
export interface OptionUse {
  readonly name: SettingName
  readonly choices: readonly string[]
}

/** Name of a setting that has an option. Contrasts and options of architectures are described elsewhere. */
export type SettingName = Exclude<keyof SweepConfig, 'contrasts' | 'options'>

/** Setting of a sweep, described so that a form, a command line and a check can be built from it. */
export type SweepOption = (ChoiceOption | NumberOption) & {
  readonly name: SettingName
  readonly title: string
  readonly default: string | number | readonly number[]
  /** True for a setting that few need: forms fold it away, and configs omit it if it equals its default. */
  readonly advanced?: boolean
  /** Condition under which the setting has an effect; without one it always has. */
  readonly use?: OptionUse
}
