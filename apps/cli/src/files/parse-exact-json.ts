import { describePlaces, findInexactNumbers, findRepeatedKey, hasRepeatedKey } from '@mitoscope/formats'

/**
 * Parses JSON. Throws an Error that names the path of a number that would not stay what it is written as, or of a key that
 * an object has twice.
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (hasRepeatedKey(text, value))
    throw new Error(`${describePlaces(findRepeatedKey(text)!)} is given twice: keep one of them`)
  for (const { written, places } of findInexactNumbers(text))
    throw new Error(`${describePlaces(places)}: ${written} cannot be stored exactly: write it as a string`)
  return value
}
