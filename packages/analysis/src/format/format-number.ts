const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Formats a number for a label: at most three significant digits, and powers of ten below 0.001. */
export function formatNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e6) return formatPower(value)
  return withoutMinus(Number(value.toPrecision(size >= 1000 ? 7 : 3)).toString())
}

/** Formats 1 − `distance` with the digits that show the distance from 1, such as "0.99" for 0.01. */
export function formatComplement(distance: number): string {
  // From here on the distance is so large that the 1 does not count.
  if (distance >= 1e4) return formatPower(-distance)
  const decimals = Math.max(0, -Math.floor(Math.log10(distance) + 1e-9))
  return withoutMinus((1 - distance).toFixed(decimals))
}

/** Formats a count such as "1024" or "10,000": digits are grouped from five digits on. */
export function formatCount(count: number): string {
  const digits = String(Math.round(count))
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

function formatPower(value: number): string {
  const [digits, exponent] = value.toExponential(1).split('e')
  const power = powerOfTen(Number(exponent))
  const factor = digits.replace(/\.0$/, '')
  return withoutMinus(Math.abs(Number(factor)) === 1 ? factor.replace('1', power) : `${factor}·${power}`)
}

/** Returns the text times a power of ten, such as "(19 ± 7)·10⁶"; the bare text if the power is 0. */
export function withPower(text: string, power: number): string {
  if (power === 0) return text
  return `${text.includes(' ') ? `(${text})` : text}·${powerOfTen(power)}`
}

function powerOfTen(exponent: number): string {
  return `10${String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)])}`
}

function withoutMinus(text: string): string {
  return text.replace(/^-/, '−')
}

/**
 * Formats a number beside an axis with the digits that tell it from its neighbours: of 1.001 and 1.002 all four. The
 * parameters are those of Plot's tick formats, `all` being all numbers of the axis.
 */
export function formatTick(value: number, _index?: number, all: readonly number[] = []): string {
  const text = formatNumber(value)
  const texts = all.map((each) => formatNumber(each))
  if (new Set(texts).size === texts.length) return text
  // Numbers of an axis are round up to 12 digits; digits beyond are rounding errors.
  return String(Number(value.toPrecision(12))).replace(/^-/, '−')
}
