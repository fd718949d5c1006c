import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { parseExactJson } from '../files/parse-exact-json.ts'

/** Parses settings of a run: a JSON object, or the name of a file with one. Throws InvalidArgumentError. */
export function parseConfig(given: string): object {
  const isJson = given.trimStart().startsWith('{')
  try {
    const value = parseExactJson(isJson ? given : readFileSync(given, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (error) {
    throw new InvalidArgumentError(
      `${(error as Error).message}. Give a JSON object, or a file that holds one.`,
    )
  }
  throw new InvalidArgumentError('Give a JSON object, or a file that holds one.')
}
