import { quoteInexactNumbers } from './inexact-number.ts'
import { hasRepeatedKey } from './repeated-key.ts'

export interface ParsedJson {
  readonly value: unknown
  /** True if an object has a key twice, so that its value is ambiguous. */
  readonly repeatsKey: boolean
}

const stringsAndBareWords = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g

/**
 * Parses JSON as Python writes it: NaN and Infinity outside strings become the strings "NaN" and "Infinity", and numbers
 * that a 64-bit floating-point number does not hold become strings, too. Returns undefined for text that is not JSON.
 */
export function parseJson(text: string): ParsedJson | undefined {
  const exact = quoteInexactNumbers(text)
  const value = tryParse(exact) ?? tryParse(quoteBareWords(exact))
  return value && { value: value[0], repeatsKey: hasRepeatedKey(text, value[0]) }
}

function tryParse(text: string): [unknown] | undefined {
  try {
    return [JSON.parse(text) as unknown]
  } catch {
    return undefined
  }
}

function quoteBareWords(text: string): string {
  return text.replace(stringsAndBareWords, (found) => (found.startsWith('"') ? found : `"${found}"`))
}
