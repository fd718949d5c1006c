/**
 * Pattern of numbers that JSON.parse may change: integers of many digits, exponents of three, and very long
 * numbers.
 */
const suspicious = /(?:^|[:[,\s])-?(?:\d{16,}\s*(?:[,\]}]|$)|\d[\d.]*[eE][+-]?\d{3,}|[\d.]{300,})/
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/g

/** Number of a JSON text that a 64-bit floating-point number cannot represent, and its place. */
export interface InexactNumber {
  readonly written: string
  /** Names and indexes from the root of the document. */
  readonly places: readonly (string | number)[]
}

/**
 * Yields the numbers of a JSON text that JSON.parse changes, such as a 64-bit seed that it rounds, 1e400 that
 * becomes infinite and 1e-400 that becomes 0. After parsing, the change is invisible.
 */
export function* findInexactNumbers(text: string): Generator<InexactNumber> {
  if (!suspicious.test(text)) return
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
    else if (/^[-\d]/.test(part) && !isExactNumber(part)) yield { written: part, places: [...places] }
    before = part
  }
}

/** Returns a JSON text in which the numbers that JSON.parse would change are strings, so that they stay exact. */
export function quoteInexactNumbers(text: string): string {
  if (!suspicious.test(text)) return text
  return text.replace(token, (part) => (/^[-\d]/.test(part) && !isExactNumber(part) ? `"${part}"` : part))
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

/** Returns the path of a place, for example "input.config.a[1]". */
export function describePlaces(places: readonly (string | number)[]): string {
  const path = places.map((place) => (typeof place === 'number' ? `[${place}]` : `.${place}`)).join('')
  return path.replace(/^\./, '')
}

function parseName(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}
