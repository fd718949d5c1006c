import * as joint from '@mitoscope/analysis/format'

/** A number as people read it: three significant digits, whole numbers whole, tiny ones as powers of ten. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (!Number.isFinite(value)) return String(value)
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return group(value)
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e9) return value.toExponential(1).replace('e+', 'e')
  return String(Number(value.toPrecision(size >= 100 ? 4 : 3)))
}

/** "19 ± 7": a value with a half width, in the digits that this bears; the bare value where there is none. */
export function formatSpread(value: number | null | undefined, half: number | null | undefined): string {
  return typeof value === 'number' ? joint.formatSpread(value, half, formatNumber) : formatNumber(value)
}

/** "56 [54, 58]": a value with its interval, in the digits that this bears; the bare value where there is none. */
export function formatInterval(
  value: number | null | undefined,
  low: number | null | undefined,
  high: number | null | undefined,
): string {
  return typeof value === 'number'
    ? joint.formatInterval(value, low, high, formatNumber)
    : formatNumber(value)
}

/** A value and the ends of its interval for columns of their own, in the digits that the interval bears. */
export function formatEnds(
  value: number | null | undefined,
  low: number | null | undefined,
  high: number | null | undefined,
): readonly [value: string, low: string, high: string] {
  if (typeof value === 'number') return joint.formatEnds(value, low, high, formatNumber)
  return [formatNumber(value), formatNumber(low), formatNumber(high)]
}

/** Seconds as the largest two units that they have. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

export function formatPercent(share: number): string {
  return `${Math.floor(100 * share)} %`
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let unit = 0
  let value = bytes
  // What rounds to 1000 of a unit is 1 of the next.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${formatNumber(unit === 0 ? value : Number(value.toPrecision(3)))} ${units[unit]}`
}

/** A moment in the reader's own time, to the minute. */
export function formatTime(iso: string | null | undefined): string {
  if (!iso) return '–'
  const time = new Date(iso)
  return `${time.getDate()} ${months[time.getMonth()]} ${time.getFullYear()}, ${formatClock(time)}`
}

/** Hours and minutes in the reader's own time. */
export function formatClock(time: Date): string {
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Thousands set apart. The language tables of browsers do it too, and keep a page busy for 40 ms when first used. */
function group(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "1 run", "2 runs". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}
