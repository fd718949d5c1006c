const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number for a label: at most three significant digits, powers of ten below 0.001. */
export function formatNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e6) return formatPower(value)
  return withoutMinus(Number(value.toPrecision(size >= 1000 ? 7 : 3)).toString())
}

/** "0.99" for 0.01: how far from 1, in the digits that show it. */
export function formatComplement(distance: number): string {
  // So far below zero that the 1 does not count.
  if (distance >= 1e4) return formatPower(-distance)
  const decimals = Math.max(0, -Math.floor(Math.log10(distance) + 1e-9))
  return withoutMinus((1 - distance).toFixed(decimals))
}

/** "56 [50, 61]", or the bare number where there is no interval. */
export function formatInterval(value: number, low: number | null, high: number | null): string {
  if (low === null || high === null) return formatNumber(value)
  return `${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}]`
}

/** "1024", "10,000": digits are grouped from five on. */
export function formatCount(count: number): string {
  const digits = String(Math.round(count))
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

function formatPower(value: number): string {
  const [digits, exponent] = value.toExponential(1).split('e')
  const power = `10${exponent
    .replace('+', '')
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)])}`
  const factor = digits.replace(/\.0$/, '')
  return withoutMinus(Math.abs(Number(factor)) === 1 ? factor.replace('1', power) : `${factor}·${power}`)
}

function withoutMinus(text: string): string {
  return text.replace(/^-/, '−')
}
