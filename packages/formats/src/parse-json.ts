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

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/g

/** Names and indexes from the root of a document to a value in it. */
type Places = readonly (string | number)[]

export interface JsonToken {
  /** Text of a string, a number or a mark. */
  readonly part: string
  /** Token before it. */
  readonly before: string
  /** Place of the value, or of the name, that the token belongs to. The array changes with the next token. */
  readonly places: Places
}

/** Yields the tokens of a JSON text in their order, except true, false and null. */
function* scanTokens(text: string): Generator<JsonToken> {
  // Where the text stands: the name or index within each object and list around it.
  const places: (string | number)[] = []
  let before = ''
  for (const [part] of text.matchAll(token)) {
    const place = places.at(-1)
    if (part === '{') places.push('')
    else if (part === '[') places.push(0)
    else if (part === '}' || part === ']') places.pop()
    else if (part === ',' && typeof place === 'number') places[places.length - 1] = place + 1
    else if (part === ':') places[places.length - 1] = parseName(before)
    yield { part, before, places }
    before = part
  }
}

/** Returns a JSON text with its tokens replaced by what `replace` returns for them. */
function replaceTokens(text: string, replace: (part: string) => string): string {
  return text.replace(token, replace)
}

/** Returns the path of a place, for example "input.config.a[1]". */
export function describePlaces(places: Places): string {
  const path = places.map((place) => (typeof place === 'number' ? `[${place}]` : `.${place}`)).join('')
  return path.replace(/^\./, '')
}

/** Parses a name in quotes; returns it as it is where it is no JSON string. */
function parseName(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}

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
function quoteInexactNumbers(text: string): string {
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

const names = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g

/**
 * Returns true if an object of a JSON text has a key twice, of which JSON.parse keeps the last value alone. `value` is what
 * the text was parsed to.
 */
export function hasRepeatedKey(text: string, value: unknown): boolean {
  const kept = countKeys(value)
  let colons = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++
  if (colons === kept) return false
  // Colons in strings count as well, so a closer look is needed only now.
  let written = 0
  for (const [, colon] of text.matchAll(names)) if (colon) written++
  return written > kept
}

/** Returns the place of the first key that an object of a JSON text has twice. */
export function findRepeatedKey(text: string): Places | undefined {
  const open: Set<string>[] = []
  for (const { part, before, places } of scanTokens(text)) {
    if (part === '{') open.push(new Set())
    else if (part === '}') open.pop()
    else if (part === ':') {
      const name = parseName(before)
      if (open.at(-1)!.has(name)) return [...places]
      open.at(-1)!.add(name)
    }
  }
  return undefined
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value)
  let count = Array.isArray(value) ? 0 : inner.length
  for (const one of inner) if (typeof one === 'object') count += countKeys(one)
  return count
}
