import type { JsonObject } from '../database/column-types.ts'
import { badInput } from '../errors/lab-error.ts'
import { rejectUnstorable } from './text-fields.ts'

const maxJsonLength = 1_000_000
const maxJsonDepth = 50

/** Validates a JSON object for storage. Throws BAD_USER_INPUT if it is too large, too deep, or no object. */
export function validateJson(field: string, given: unknown): JsonObject {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badInput(field, 'it is not an object', 'Give names with their values')
  validateValue(field, given, 0)
  const { length } = JSON.stringify(given)
  if (length > maxJsonLength)
    throw badInput(field, `${length} characters of JSON are too many`, `Use at most ${maxJsonLength}`)
  return given as JsonObject
}

function validateValue(field: string, given: unknown, depth: number): void {
  if (depth > maxJsonDepth) throw badInput(field, `more than ${maxJsonDepth} levels`, 'Use fewer')
  if (typeof given === 'string') return rejectUnstorable(field, given)
  if (typeof given !== 'object' || given === null) return
  for (const [name, value] of Object.entries(given)) {
    const place = Array.isArray(given) ? `${field}[${name}]` : `${field}.${name}`
    rejectUnstorable(place, name)
    validateValue(place, value, depth + 1)
  }
}

/** Applies a JSON merge patch (RFC 7396): objects are merged, null removes a value, any other value replaces. */
export function mergeJson(into: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(into))
  for (const [name, value] of Object.entries(patch)) {
    const before = merged.get(name)
    if (value === null) merged.delete(name)
    else if (isObject(value)) merged.set(name, mergeJson(isObject(before) ? before : {}, value))
    else merged.set(name, value)
  }
  return Object.fromEntries(merged)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
