import { takeTurn } from '@mitoscope/lab'

/** Values of a list that are written as one piece, in well under a millisecond. */
const pieceLength = 2_048
/** Milliseconds of writing between two turns. */
const turnMs = 8

/**
 * Returns the JSON of an answer and a line feed: the text of JSON.stringify, written in turns with other
 * work.
 */
export async function stringifyAnswer(answer: object): Promise<string> {
  const parts: string[] = []
  let from = performance.now()
  for (const piece of writePieces(answer)) {
    parts.push(piece)
    if (performance.now() - from < turnMs) continue
    await takeTurn()
    from = performance.now()
  }
  parts.push('\n')
  await takeTurn()
  const text = parts.join('')
  if (text.length > pieceLength) await takeTurn()
  return text
}

function* writePieces(value: unknown): Generator<string, void, undefined> {
  if (Array.isArray(value)) yield* writeList(value)
  else if (isPlain(value) && Object.values(value).some(isNested)) yield* writeObject(value)
  else yield JSON.stringify(value) ?? 'null'
}

function* writeObject(value: object): Generator<string, void, undefined> {
  let before = '{'
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue
    yield `${before}${JSON.stringify(key)}:`
    yield* writePieces(inner)
    before = ','
  }
  yield '}'
}

function* writeList(values: readonly unknown[]): Generator<string, void, undefined> {
  yield '['
  for (let from = 0, to = 0; from < values.length; from = to) {
    if (from > 0) yield ','
    while (to < values.length && to < from + pieceLength && !isNested(values[to])) to++
    if (to > from) yield JSON.stringify(values.slice(from, to)).slice(1, -1)
    else yield* writePieces(values[to++])
  }
  yield ']'
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/**
 * Returns true for objects of an answer, which graphql-js creates without a prototype; objects with a toJSON
 * method are not plain.
 */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
