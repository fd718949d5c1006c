import type { JsonObject } from '../database/tables.ts'
import { badInput } from '../errors/lab-error.ts'
import { cleanText } from './clean-text.ts'

const longest = 1_000_000
const deepest = 50

/** An object of JSON as it can be stored. Throws BAD_USER_INPUT for a huge or very deep one, or for something else. */
export function readJson(field: string, given: unknown): JsonObject {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badInput(field, 'it is no object', 'Give names with their values')
  const clean = cleanJson(field, given, 0) as JsonObject
  const { length } = JSON.stringify(clean)
  if (length > longest)
    throw badInput(field, `${length} characters of JSON are too many`, `Use at most ${longest}`)
  return clean
}

function cleanJson(field: string, given: unknown, depth: number): unknown {
  if (depth > deepest) throw badInput(field, `more than ${deepest} levels`, 'Use fewer')
  if (typeof given === 'string') return cleanText(given)
  if (typeof given !== 'object' || given === null) return given
  if (Array.isArray(given)) return given.map((value) => cleanJson(field, value, depth + 1))
  const entries = Object.entries(given)
  return Object.fromEntries(
    entries.map(([name, value]) => [cleanText(name), cleanJson(field, value, depth + 1)]),
  )
}
