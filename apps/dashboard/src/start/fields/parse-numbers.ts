/** More than anybody means: a mistyped range must not fill the memory. */
const mostNumbers = 1000

/**
 * A list of numbers as people write it: "16, 32, 64", "0…4", "0…100 +20", "16…1024 ×2"; parts may be mixed. Throws an Error
 * whose message names the part that is wrong.
 */
export function parseNumbers(text: string): number[] {
  const parts = text.split(/[,;]|\n/).flatMap((part) => part.trim() || [])
  const numbers = parts.flatMap((part) => (isRange(part) ? parseRange(part) : parsePlain(part)))
  if (numbers.length > mostNumbers)
    throw new Error(`${numbers.length} numbers are too many: at most ${mostNumbers}.`)
  const twice = numbers.find((number, at) => numbers.indexOf(number) !== at)
  if (twice !== undefined) throw new Error(`${twice} is repeated.`)
  return numbers
}

/** A number, or several with nothing but spaces between them. */
function parsePlain(part: string): number[] {
  return part.split(/\s+/).map((word) => parseNumber(word))
}

/** A single number; throws an Error that names what is none. */
export function parseNumber(text: string): number {
  const word = text.trim().replace(/^\u2212/, '-')
  const number = Number(word)
  if (word === '' || !/^[-+.\de]+$/i.test(word) || !Number.isFinite(number))
    throw new Error(`“${text.trim()}” is not a number.`)
  return number
}

const dots = /\u2026|\.{2,3}/

function isRange(part: string): boolean {
  return dots.test(part)
}

function parseRange(part: string): number[] {
  const [from, rest, more] = part.split(dots)
  const shape = /^\s*(\S+?)(?:\s*([x×*+])\s*(\S+))?\s*$/i.exec(rest)
  if (more !== undefined || !shape || from.trim() === '')
    throw new Error(`“${part}” is not a range. Write for example 16…1024 ×2 or 0…4.`)
  const [first, last] = [parseNumber(from), parseNumber(shape[1])]
  const step = shape[3] === undefined ? 1 : parseNumber(shape[3])
  const times = shape[2] !== undefined && shape[2] !== '+'
  if (last < first) throw new Error(`“${part}” ends below its start.`)
  if (times ? step <= 1 || first <= 0 : step <= 0)
    throw new Error(
      `“${part}” never reaches its end${times ? ': × takes a factor above 1, from above 0' : ''}.`,
    )
  return climb(first, last, (number, at) => (times ? number * step : first + (at + 1) * step))
}

function climb(first: number, last: number, next: (number: number, at: number) => number): number[] {
  const numbers: number[] = []
  // Sums of decimal fractions miss their end by a hair.
  const end = last + 1e-9 * Math.max(1, Math.abs(last))
  for (
    let number = first;
    number <= end && numbers.length <= mostNumbers;
    number = next(number, numbers.length - 1)
  )
    numbers.push(Number(number.toPrecision(12)))
  return numbers
}
