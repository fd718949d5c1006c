import { describePlaces, findInexactNumbers } from '@mitoscope/lab/local-files'

/** Parses JSON. Throws an Error that names the path of a number that would not stay what it is written as. */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  for (const { written, places } of findInexactNumbers(text))
    throw new Error(`${describePlaces(places)}: ${written} cannot be kept exactly: write it as a string`)
  return value
}
