import { BadOption } from '@mitoscope/analysis'
import { InvalidArgumentError } from 'commander'

/** Parses a whole number from 0. Throws InvalidArgumentError for any other text. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}

/** Parses a whole number from 1. Throws InvalidArgumentError for any other text. */
export function countingNumber(text: string): number {
  const value = wholeNumber(text)
  if (value === 0) throw new InvalidArgumentError('Give a whole number from 1.')
  return value
}

/** Parses a number from 0. Throws InvalidArgumentError for any other text. */
export function amount(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
  if (Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number from 0.')
}

/** Parses a number from 0 to 1. Throws InvalidArgumentError for any other text. */
export function share(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Give a number from 0 to 1.')
  return value
}

/** Parses numbers separated by commas. Throws InvalidArgumentError for any other text. */
export function numberList(text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part)
    if (part.trim() === '' || !Number.isFinite(value))
      throw new InvalidArgumentError(`"${part}" is not a number.`)
    return value
  })
}

/**
 * Parses options "measure.name=value" and returns a function from a measure's id to its options by name, as text.
 * `list` is the command that lists the options. Throws BadOption for another form, or for a measure that is not in
 * `ids`.
 */
export function parseMeasureOptions(
  texts: readonly string[],
  ids: readonly string[],
  list: string,
): (id: string) => Record<string, string> {
  const given = texts.map((text) => {
    const [, measure, name, value] = /^([\w-]+)\.(\w+)=(.*)$/.exec(text) ?? []
    if (!measure)
      throw new BadOption('--option', text, 'is not of the form measure.name=value', `See ${list}.`)
    return { measure, name, value }
  })
  const stray = given.find(({ measure }) => !ids.includes(measure))
  if (stray)
    throw new BadOption(
      '--option',
      stray.measure,
      'is not among the measures asked for',
      `Those are ${ids.join(', ')}.`,
    )
  return (id) =>
    Object.fromEntries(given.filter(({ measure }) => measure === id).map(({ name, value }) => [name, value]))
}
