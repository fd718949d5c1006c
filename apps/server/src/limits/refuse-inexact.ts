import { badInput } from '@mitoscope/lab'

/** An integer of so many digits that it may not be exact, or a number with an exponent that may be too large. */
const suspicious = /[:[,\s]-?(\d{16,}|\d[\d.]*[eE]\+?\d{3,})\s*[,\]}]/
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/g
/** Values of metrics are floating-point numbers, whatever they are written as. */
const measured = /(^|\.)(points\[\d+\]\.value|series\[\d+\]\.values\[\d+\])$/

/**
 * Throws where the text of a body has an integer that JSON.parse rounds, such as a 64-bit seed, or a number that it
 * makes infinite. Nobody could tell afterwards.
 */
export function refuseInexact(body: Uint8Array): void {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
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
    else if (/^[-\d]/.test(part) && !isExact(part)) refuse(part, describe(places))
    before = part
  }
}

/** True if a number of a text is kept as it is written: floating-point ones are expected to be rounded. */
export function isExact(written: string): boolean {
  if (!/^-?\d+$/.test(written)) return Number.isFinite(Number(written))
  return Number.isFinite(Number(written)) && BigInt(written) === BigInt(Number(written))
}

export function refuseNumber(written: string, path: string): never {
  const short = written.length > 50 ? `${written.slice(0, 50)}…` : written
  throw badInput(path, `${short} cannot be kept exactly`, 'Send it as a string')
}

function refuse(written: string, path: string): void {
  if (!measured.test(path)) refuseNumber(written, path)
}

function parseName(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}

/** "input.config.seed" of a place within the variables. */
function describe([, ...places]: readonly (string | number)[]): string {
  const path = places
    .map((place) => (typeof place === 'number' ? `[${place}]` : `.${place}`))
    .join('')
    .replace(/^\./, '')
  return path === '' ? 'body' : path
}
