import { scanTokens, replaceTokens, type Places } from './json-tokens.ts'

/**
 * Pattern of numbers that JSON.parse may change: integers of many digits, exponents of three, and very long
 * numbers.
 */
const suspicious = /(?:^|[:[,\s])-?(?:\d{16,}\s*(?:[,\]}]|$)|\d[\d.]*[eE][+-]?\d{3,}|[\d.]{300,})/

/** Number of a JSON text that a 64-bit floating-point number cannot represent, and its place. */
export interface InexactNumber {
  readonly written: string
  readonly places: Places
}

/**
 * Yields the numbers of a JSON text that JSON.parse changes, such as a 64-bit seed that it rounds, 1e400 that
 * becomes infinite and 1e-400 that becomes 0. After parsing, the change is invisible.
 */
export function* findInexactNumbers(text: string): Generator<InexactNumber> {
  if (!suspicious.test(text)) return
  for (const { part, places } of scanTokens(text))
    if (/^[-\d]/.test(part) && !isExactNumber(part)) yield { written: part, places: [...places] }
}

/** Returns a JSON text in which the numbers that JSON.parse would change are strings, so that they stay exact. */
export function quoteInexactNumbers(text: string): string {
  if (!suspicious.test(text)) return text
  return replaceTokens(text, (part) => (/^[-\d]/.test(part) && !isExactNumber(part) ? `"${part}"` : part))
}

/**
 * Returns true if a decimal number keeps its value. Fractions may be rounded, but not to 0; integers may not,
 * unless they are the shortest text of the same 64-bit number, which a program without integers writes.
 */
export function isExactNumber(written: string): boolean {
  const value = Number(written)
  if (!Number.isFinite(value)) return false
  if (value === 0) return !/[1-9]/.test(written.split(/e/i)[0])
  if (!/^[+-]?\d+$/.test(written) || Number.isSafeInteger(value)) return true
  return BigInt(written) === BigInt(value) || written.replace('+', '') === String(value)
}
