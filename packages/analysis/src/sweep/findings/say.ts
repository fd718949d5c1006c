import { formatEnds } from '../../format/format-spread.ts'
import type { Scalar } from '../../shapes/scalar.ts'

/** Formats a number with three significant digits, such as "0.0305". */
export function sayNumber(value: number): string {
  const digits = Number(value.toPrecision(3))
  const text = Math.abs(digits) >= 1e-4 || digits === 0 ? String(digits) : digits.toExponential()
  return text.replace(/^-/, '−')
}

/**
 * Formats a number with its interval, such as "0.0305 (95 % interval 0.0298 to 0.0311)", with the digits that the
 * interval bears; the bare number if it has no interval. `over` names what the interval is over, where it is not seeds.
 */
export function sayScalar({ value, low, high }: Omit<Scalar, 'id' | 'label'>, over?: string): string {
  if (value === null) return 'not known'
  if (low === null || high === null) return sayNumber(value)
  const [own, from, to] = formatEnds(value, low, high, sayNumber)
  return `${own} (95 % interval ${over ? `${over} ` : ''}${from} to ${to})`
}

/** Formats a p-value, such as "p = 0.012" or "p < 0.0001". */
export function sayP(p: number | null): string {
  if (p === null) return 'no p-value'
  return p < 1e-4 ? 'p < 0.0001' : `p = ${sayNumber(Number(p.toPrecision(2)))}`
}

/** Formats a share as a percentage, such as "95 %". */
export function sayShare(share: number): string {
  return `${Math.round(100 * share)} %`
}
