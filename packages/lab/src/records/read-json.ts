import type { JsonObject } from '../database/tables.ts'
import { badInput } from '../errors/lab-error.ts'
import { refuseUnstorable } from './refuse-unstorable.ts'

const longest = 1_000_000
const deepest = 50

/** Validates a JSON object for storage. Throws BAD_USER_INPUT if it is too large, too deep, or no object. */
export function readJson(field: string, given: unknown): JsonObject {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badInput(field, 'it is not an object', 'Give names with their values')
  checkJson(field, given, 0)
  const { length } = JSON.stringify(given)
  if (length > longest)
    throw badInput(field, `${length} characters of JSON are too many`, `Use at most ${longest}`)
  return given as JsonObject
}

function checkJson(field: string, given: unknown, depth: number): void {
  if (depth > deepest) throw badInput(field, `more than ${deepest} levels`, 'Use fewer')
  if (typeof given === 'string') return refuseUnstorable(field, given)
  if (typeof given !== 'object' || given === null) return
  for (const [name, value] of Object.entries(given)) {
    const place = Array.isArray(given) ? `${field}[${name}]` : `${field}.${name}`
    refuseUnstorable(place, name)
    checkJson(place, value, depth + 1)
  }
}
