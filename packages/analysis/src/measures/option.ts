import { BadOption } from '../draws/bad-option.ts'
import { parseIntegers } from './parse-integers.ts'

/** One option of a measure, described so that a form or a command line can be built from it. */
export type Option =
  | {
      readonly kind: 'integer' | 'number'
      readonly name: string
      readonly description: string
      readonly minimum: number
      readonly maximum: number
      /** null: left out unless given. */
      readonly default: number | null
    }
  | {
      /** Whole numbers, which may repeat: a list, or text as "1-3,7". Kept in ascending order. */
      readonly kind: 'integers'
      readonly name: string
      readonly description: string
      /** Smallest allowed value; for a list, of each entry. */
      readonly minimum: number
      readonly maximum: number
      /** Left out unless given. */
      readonly default: null
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly description: string
      readonly choices: readonly string[]
      readonly default: string
    }

export type OptionValue = number | string | readonly number[] | null
export type OptionValues = Readonly<Record<string, OptionValue>>

/** Fills in defaults and checks every given value; unknown names are errors. */
export function readOptions(
  options: readonly Option[],
  given: Readonly<Record<string, unknown>>,
): OptionValues {
  for (const name of Object.keys(given)) {
    if (!options.some((option) => option.name === name)) {
      const known = options.map((option) => option.name).join(', ') || 'none'
      throw new BadOption('option', name, 'is not known here', `Known are: ${known}.`)
    }
  }
  return Object.fromEntries(options.map((option) => [option.name, readOption(option, given[option.name])]))
}

function readOption(option: Option, value: unknown): OptionValue {
  if (value === undefined || value === null) return option.default
  if (option.kind === 'choice') {
    if (option.choices.includes(value as string)) return value as string
    throw new BadOption(option.name, value, 'is no choice', `Choose one of ${option.choices.join(', ')}.`)
  }
  if (option.kind === 'integers') return parseIntegers(option, value)
  const { minimum, maximum, kind } = option
  const number = Number(value)
  const whole = kind === 'number' || Number.isInteger(number)
  if (typeof value === 'boolean' || value === '' || !whole || !(number >= minimum && number <= maximum)) {
    const sort = kind === 'integer' ? 'a whole number' : 'a number'
    throw new BadOption(option.name, value, 'is out of range', `Give ${sort} from ${minimum} to ${maximum}.`)
  }
  return number
}
