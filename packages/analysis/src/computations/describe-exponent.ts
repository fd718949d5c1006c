import { formatEnds } from '../format/format-spread.ts'

/**
 * Returns the sentence that holds an exponent of the decay law beside the 1/2 of independent groups. `size` names the
 * variable of the law, `alone` the reason why there is no interval.
 */
export function describeExponent(
  exponent: number | null,
  low: number | null,
  high: number | null,
  { size, alone } = { size: 'w', alone: 'one draw' },
): string {
  if (exponent === null) return 'The sizes above w* are too few to fit a law.'
  if (low === null || high === null)
    return `The excess error falls as ${size}^−${exponent.toFixed(2)}; ${alone} gives no interval.`
  const [own, from, to] = formatEnds(exponent, low, high, (end) => end.toFixed(2))
  const range = `${size}^−${own} (95 % interval ${from} to ${to})`
  const agrees = low <= 0.5 && high >= 0.5
  return `The excess error falls as ${range}, ${agrees ? 'compatible with' : 'different from'} the exponent 1/2 of independent groups.`
}
