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

/** Error of an option that cannot be used. The message names the option, its value and the remedy. */
export class BadOption extends Error {
  readonly option: string
  readonly value: unknown

  constructor(option: string, value: unknown, problem: string, remedy: string) {
    super(`${option} ${JSON.stringify(value) ?? String(value)} ${problem}. ${remedy}`)
    this.name = 'BadOption'
    this.option = option
    this.value = value
  }
}

interface Range {
  readonly name: string
  readonly minimum: number
  readonly maximum: number
}

/** More than any layer has groups. */
const MOST_INTEGERS = 100_000

/**
 * Whole numbers as a list, as one number or as text such as "1-3,7", in ascending order; repeated ones stay. Throws
 * BadOption for anything else, for none, and for one that is out of range.
 */
export function parseIntegers({ name, minimum, maximum }: Range, value: unknown): readonly number[] {
  const remedy = `Give whole numbers from ${minimum} to ${maximum}, as 1-3,7.`
  const check = (number: number) => {
    if (Number.isInteger(number) && number >= minimum && number <= maximum) return number
    throw new BadOption(name, value, 'holds what is no whole number in range', remedy)
  }
  const list = Array.isArray(value) ? (value as unknown[]) : String(value).split(',')
  const numbers: number[] = []
  for (const each of list) {
    const found = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(typeof each === 'object' ? '' : String(each))
    if (!found) throw new BadOption(name, value, 'is no list of whole numbers', remedy)
    const from = check(Number(found[1]))
    const to = found[2] === undefined ? from : check(Number(found[2]))
    for (let number = from; number <= to && numbers.length <= MOST_INTEGERS; number++) numbers.push(number)
  }
  if (numbers.length > 0 && numbers.length <= MOST_INTEGERS) return numbers.sort((a, b) => a - b)
  throw new BadOption(
    name,
    value,
    numbers.length ? `holds more than ${MOST_INTEGERS} numbers` : 'is empty',
    remedy,
  )
}
