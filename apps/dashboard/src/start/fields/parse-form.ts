import type { Option, Value } from './option.ts'
import { parseNumber, parseNumbers } from './parse-numbers.ts'

/** Texts of the fields, by name; a field that is not here has its default. */
export type Texts = Readonly<Record<string, string>>

export interface Form {
  readonly values: Readonly<Record<string, Value>>
  /** Problems by the name of the field. */
  readonly problems: Readonly<Record<string, string>>
}

/** Reads every field of a form. */
export function parseForm(options: readonly Option[], texts: Texts): Form {
  const values: Record<string, Value> = {}
  const problems: Record<string, string> = {}
  for (const option of options) {
    const parsed = parseOption(option, textOf(option, texts))
    if (parsed.problem !== undefined) problems[option.name] = parsed.problem
    else if (parsed.value !== undefined) values[option.name] = parsed.value
  }
  return { values, problems }
}

/** Returns the text that the field of an option shows. */
export function textOf(option: Option, texts: Texts): string {
  return texts[option.name] ?? writeValue(option.default)
}

/** The texts with another one; what stands as its default is not kept, so that addresses stay short. */
export function changeText(texts: Texts, option: Option, text: string): Texts {
  const { [option.name]: _, ...others } = texts
  return text === writeValue(option.default) ? others : { ...others, [option.name]: text }
}

/** Describes why a form cannot be sent; undefined if it can. */
export function describeProblems(options: readonly Option[], problems: Form['problems']): string | undefined {
  const wrong = options.filter(({ name }) => problems[name] !== undefined).map(({ title }) => title)
  if (wrong.length === 0) return undefined
  return `Correct first: ${wrong.join(', ')}.`
}

type Parsed =
  /** Value of the setting; without one the setting is left out. */
  { readonly value?: Value; readonly problem?: undefined } | { readonly problem: string }

/** Parses the text of an option's field, or returns what is wrong and how to correct it. */
export function parseOption(option: Option, text: string): Parsed {
  const given = text.trim()
  const isList = option.kind === 'INTEGERS' || option.kind === 'NUMBERS'
  if (given === '') return isList && option.mayBeEmpty ? { value: [] } : { value: option.default }
  if (option.kind === 'BOOLEAN') {
    return given === 'yes' || given === 'no'
      ? { value: given === 'yes' }
      : { problem: `“${given}” is neither yes nor no.` }
  }
  if (option.kind === 'CHOICE') {
    const known = option.choices.map(({ value }) => value)
    return known.includes(given)
      ? { value: given }
      : { problem: `“${given}” is not one of the choices: ${known.join(', ')}.` }
  }
  try {
    const numbers = isList ? parseNumbers(given) : [parseNumber(given)]
    for (const number of numbers) check(option, number)
    return { value: isList ? numbers : numbers[0] }
  } catch (error) {
    return { problem: (error as Error).message }
  }
}

function check({ kind, minimum, maximum }: Option, number: number): void {
  const whole = kind === 'INTEGER' || kind === 'INTEGERS'
  const wrong =
    (whole && !Number.isInteger(number)) ||
    (minimum !== undefined && number < minimum) ||
    (maximum !== undefined && number > maximum)
  if (!wrong) return
  const kindName = whole ? 'whole numbers' : 'numbers'
  throw new Error(`${number} is out of range: ${kindName} ${describeLimits({ minimum, maximum })}.`)
}

/** Describes the limits of an option, as "from 1 to 16"; empty without limits. */
function describeLimits({ minimum, maximum }: Pick<Option, 'minimum' | 'maximum'>): string {
  const parts = []
  if (minimum !== undefined) parts.push(`from ${write(minimum)}`)
  if (maximum !== undefined) parts.push(`to ${write(maximum)}`)
  return parts.join(' ')
}

/** Describes in one line the values that a field accepts and its default. */
export function describeOption(option: Option): string {
  const isList = option.kind === 'INTEGERS' || option.kind === 'NUMBERS'
  const whole = option.kind === 'INTEGER' || option.kind === 'INTEGERS'
  const kind = isList ? (whole ? 'Whole numbers' : 'Numbers') : whole ? 'A whole number' : 'A number'
  const isChosen = option.kind === 'CHOICE' || option.kind === 'BOOLEAN'
  const taken = isChosen ? undefined : [kind, describeLimits(option)].filter(Boolean).join(' ')
  const form = isList ? 'for example 16, 32, 64 or 16…1024 ×2' : undefined
  const empty =
    isList && option.mayBeEmpty
      ? 'optional'
      : option.default === undefined
        ? option.isNeeded
          ? 'required'
          : 'omitted if empty'
        : `default ${writeValue(option.default)}`
  return [taken, form, isChosen ? undefined : empty].filter(Boolean).join('; ')
}

/** A value as its field shows it. */
export function writeValue(value: Value | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'object' ? value.map(write).join(', ') : write(value)
}

function write(value: number | string | boolean): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
