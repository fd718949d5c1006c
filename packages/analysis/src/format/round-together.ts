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
