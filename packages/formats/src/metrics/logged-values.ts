import { isExactNumber } from '../parse-json.ts'

/** Values logged at one step; null for a value that is not finite. */
export interface LoggedRow {
  readonly step: number
  readonly values: readonly (readonly [name: string, value: number | null])[]
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const notFinite = /^[+-]?(nan|inf|infinity)$/i
const separated = /^[+-]?[\d.,'’_ \u00A0\u202F]*\d[\d.,'’_ \u00A0\u202F]*%?$|^[+-]?0x[\da-f]+$/i

/** Parses a decimal number. Returns null for NaN and infinity, and undefined for other text. */
export function parseNumber(text: string): number | null | undefined {
  if (decimal.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? value : null
  }
  return notFinite.test(text) ? null : undefined
}

/** Returns true for text that writes a number that a 64-bit floating-point number does not hold: 2^53 + 1, 1e400, 1e-400. */
export function isInexact(text: string): boolean {
  return decimal.test(text) && !isExactNumber(text)
}

/** Returns true for text that parseNumber does not parse but that was meant as a number: "1,234.5", "0x1F", "5 %". */
export function resemblesNumber(text: string): boolean {
  return separated.test(text)
}

/** Parses a step: a whole number from 0 to 2^53 − 1, or its text. Returns undefined for anything else. */
export function parseStep(raw: unknown): number | undefined {
  const value = typeof raw === 'string' ? parseNumber(raw.trim()) : raw
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value + 0 : undefined
}
