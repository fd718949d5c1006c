const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/g

/** Names and indexes from the root of a document to a value in it. */
export type Places = readonly (string | number)[]

export interface JsonToken {
  /** Text of a string, a number or a mark. */
  readonly part: string
  /** Token before it. */
  readonly before: string
  /** Place of the value, or of the name, that the token belongs to. The array changes with the next token. */
  readonly places: Places
}

/** Yields the tokens of a JSON text in their order, except true, false and null. */
export function* scanTokens(text: string): Generator<JsonToken> {
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
export function replaceTokens(text: string, replace: (part: string) => string): string {
  return text.replace(token, replace)
}

/** Returns the path of a place, for example "input.config.a[1]". */
export function describePlaces(places: Places): string {
  const path = places.map((place) => (typeof place === 'number' ? `[${place}]` : `.${place}`)).join('')
  return path.replace(/^\./, '')
}

/** Parses a name in quotes; returns it as it is where it is no JSON string. */
export function parseName(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}
