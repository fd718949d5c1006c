import type { SweepConfig } from './sweep-config.ts'

interface ChoiceOption {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

export interface NumberOption {
  /** Lists are of distinct numbers. */
  readonly kind: 'integer' | 'number' | 'integers' | 'numbers'
  readonly minimum: number
  readonly maximum: number
  /** Lists only: the list may be empty. */
  readonly optional?: boolean
}

/** Another setting, and the choices of it with which a setting counts. */
export interface OptionUse {
  readonly name: SettingName
  readonly choices: readonly string[]
}

/** A setting that has an option; contrasts and the options of architectures are apart. */
export type SettingName = Exclude<keyof SweepConfig, 'contrasts' | 'options'>

/** One setting of a sweep, described so that a form, a command line and a check can be built from it. */
export type SweepOption = (ChoiceOption | NumberOption) & {
  readonly name: SettingName
  readonly title: string
  readonly default: string | number | readonly number[]
  /** What few need: a form folds it away, and settings leave it out where it has its default. */
  readonly advanced?: boolean
  /** It counts with these choices of another setting alone; always when not given. */
  readonly use?: OptionUse
}
