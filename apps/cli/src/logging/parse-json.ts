import { quoteInexactNumbers } from '@mitoscope/lab/local-files'

export interface ParsedJson {
  readonly value: unknown
  /** True if an object has a key twice, so that its value is ambiguous. */
  readonly repeatsKey: boolean
}

const keys = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g
const stringsAndBareWords = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g

/**
 * Parses JSON as Python writes it: NaN and Infinity outside strings become the strings "NaN" and "Infinity", and numbers
 * that a 64-bit floating-point number does not hold become strings, too. Returns undefined for text that is not JSON.
 */
export function parseJson(text: string): ParsedJson | undefined {
  const exact = quoteInexactNumbers(text)
  const value = tryParse(exact) ?? tryParse(quoteBareWords(exact))
  return value && { value: value[0], repeatsKey: repeatsKey(text, value[0]) }
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

function repeatsKey(text: string, value: unknown): boolean {
  const kept = countKeys(value)
  let colons = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++
  if (colons === kept) return false
  // Colons in strings count as well, so a closer look is needed only now.
  let written = 0
  for (const [, colon] of text.matchAll(keys)) if (colon) written++
  return written > kept
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value)
  let count = Array.isArray(value) ? 0 : inner.length
  for (const one of inner) if (typeof one === 'object') count += countKeys(one)
  return count
}
