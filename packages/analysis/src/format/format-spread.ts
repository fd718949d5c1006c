import { formatNumber, withPower } from './format-number.ts'
import { roundTogether } from './round-together.ts'

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
