import type { Option, Value } from './option.ts'
import { parseNumber, parseNumbers } from './parse-numbers.ts'

export type Parsed =
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
export function describeLimits({ minimum, maximum }: Pick<Option, 'minimum' | 'maximum'>): string {
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
