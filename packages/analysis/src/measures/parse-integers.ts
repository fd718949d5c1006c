import { BadOption } from '../draws/bad-option.ts'

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
