import { formatNumber, withPower } from './format-number.ts'

/** Function that formats a number without half width. */
type Plain = (value: number) => string

/**
 * Formats a value with the half width of its interval or its standard deviation, such as "19 ± 7", with as many digits
 * as the half width bears. Without half width it is the bare value.
 */
export function formatSpread(
  value: number,
  half: number | null | undefined,
  plain: Plain = formatNumber,
): string {
  if (half === null || half === undefined) return plain(value)
  const rounded = roundTogether([value, half], half)
  if (!rounded) return `${plain(value)} ± ${plain(half)}`
  const [mean, spread] = rounded.texts
  return withPower(`${mean} ± ${spread}`, rounded.power)
}

/** Returns a value and its half width for columns of their own, with the digits that the half width bears. */
export function formatSpreadCells(
  value: number | null,
  half: number | null,
  plain: (value: number | null) => string,
): readonly [value: string, half: string] {
  const rounded = value === null || half === null ? undefined : roundTogether([value, half], half)
  if (!rounded) return [plain(value), plain(half)]
  return rounded.texts.map((text) => withPower(text, rounded.power)) as [string, string]
}

/**
 * Formats a value with the ends of its interval, such as "56 [54, 58]", with as many digits as the interval bears.
 * Without interval it is the bare value.
 */
export function formatInterval(
  value: number,
  low: number | null | undefined,
  high: number | null | undefined,
  plain: Plain = formatNumber,
): string {
  if (low === null || low === undefined || high === null || high === undefined) return plain(value)
  const rounded = roundTogether([value, low, high], (high - low) / 2)
  if (!rounded) return `${plain(value)} [${plain(low)}, ${plain(high)}]`
  const [mean, from, to] = rounded.texts
  return withPower(`${mean} [${from}, ${to}]`, rounded.power)
}

/** Returns a value and the ends of its interval for columns of their own, with the digits that the interval bears. */
export function formatEnds(
  value: number,
  low: number | null | undefined,
  high: number | null | undefined,
  plain: Plain = formatNumber,
): readonly [value: string, low: string, high: string] {
  const known = typeof low === 'number' && typeof high === 'number'
  const rounded = known ? roundTogether([value, low, high], (high - low) / 2) : undefined
  if (rounded) return rounded.texts.map((text) => withPower(text, rounded.power)) as [string, string, string]
  const write = (end: number | null | undefined) => (typeof end === 'number' ? plain(end) : '–')
  return [plain(value), write(low), write(high)]
}

/** Numbers written with the same decimals and, if they are tiny or huge, the same power of ten. */
export interface RoundedNumbers {
  readonly texts: readonly string[]
  /** Exponent of ten by which all numbers are multiplied. */
  readonly power: number
}

/** Smallest ratio of a half width to its value from which on its digits are of use. */
const negligible = 1e-9

/**
 * Rounds numbers to the digits that a half width bears: its first digit, and also the second one if the first is 1.
 * Undefined if the half width is 0, not finite, or negligible beside the numbers.
 */
export function roundTogether(numbers: readonly number[], half: number): RoundedNumbers | undefined {
  const size = Math.max(half, ...numbers.map(Math.abs))
  if (!(half > size * negligible && size < Infinity)) return undefined
  const most = exponentOf(size)
  const power = most < -3 || most > 5 ? most : 0
  const exponent = exponentOf(half)
  // From decimal text, because a division by a power of ten adds digits by rounding.
  const first = Number(half.toExponential().split('e')[0])
  const decimals = power - exponent + (first < 1.95 ? 1 : 0)
  return { texts: numbers.map((number) => write(number, power, decimals)), power }
}

function write(number: number, power: number, decimals: number): string {
  const [digits, exponent] = number.toExponential().split('e')
  const scaled = Number(`${digits}e${Number(exponent) - power}`)
  const text = decimals >= 0 ? scaled.toFixed(Math.min(decimals, 100)) : roundTo(scaled, -decimals).toString()
  return /^-[0.]*$/.test(text) ? text.slice(1) : text
}

/** Rounds a number to a multiple of a power of ten. */
function roundTo(number: number, zeros: number): number {
  return Number(`${Math.round(Number(`${number}e${-zeros}`))}e${zeros}`)
}

function exponentOf(number: number): number {
  return Number(number.toExponential().split('e')[1])
}
