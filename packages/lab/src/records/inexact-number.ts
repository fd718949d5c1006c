/** Beginnings of numbers that may not be kept: integers of many digits, exponents of three, and very long ones. */
const suspicious = /(?:^|[:[,\s])-?(?:\d{16,}\s*(?:[,\]}]|$)|\d[\d.]*[eE][+-]?\d{3,}|[\d.]{300,})/
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/g

/** A number of a JSON text that a 64-bit floating-point number does not hold, and the place where it stands. */
export interface InexactNumber {
  readonly written: string
  /** Names and indexes from the root of the document. */
  readonly places: readonly (string | number)[]
}

/**
 * Returns the numbers of a JSON text that JSON.parse changes, as a 64-bit seed that it rounds, 1e400 that it makes infinite
 * and 1e-400 that it makes 0. Nobody could tell afterwards.
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

/** Returns a JSON text with the numbers that JSON.parse would change as strings, so that they stay what they are. */
export function quoteInexactNumbers(text: string): string {
  if (!suspicious.test(text)) return text
  return text.replace(token, (part) => (/^[-\d]/.test(part) && !isExactNumber(part) ? `"${part}"` : part))
}

/**
 * Tells if a number in decimals stays what it is written as. Fractions are expected to be rounded, but not to 0; integers
 * are not, except to the shortest text of the same 64-bit number, which is what a program writes that has no other.
 */
export function isExactNumber(written: string): boolean {
  const value = Number(written)
  if (!Number.isFinite(value)) return false
  if (value === 0) return !/[1-9]/.test(written.split(/e/i)[0])
  if (!/^[+-]?\d+$/.test(written) || Number.isSafeInteger(value)) return true
  return BigInt(written) === BigInt(value) || written.replace('+', '') === String(value)
}

/** Returns the path of a place as in "input.config.a[1]". */
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
