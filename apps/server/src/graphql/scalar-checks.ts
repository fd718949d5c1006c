import { badInput, rejectUnstorable } from '@mitoscope/lab'
import { isGlobalId } from './global-id.ts'

/**
 * Function that throws BAD_USER_INPUT for a value that cannot be valid; `path` names the value, as
 * "input.runIds[0]".
 */
export type Check = (value: unknown, path: string) => void

const shownCharacters = 100

const checkId: Check = (value, path) => {
  if (typeof value !== 'string' || isGlobalId(value)) return
  throw badInput(
    path,
    `${JSON.stringify(value.slice(0, shownCharacters))} is not an id`,
    'Give a global id as the API returned it',
  )
}

const checkText: Check = (value, path) => {
  if (typeof value === 'string') rejectUnstorable(path, value)
}

const checkTime: Check = (value, path) => {
  if (!(value instanceof Date)) return
  const year = value.getUTCFullYear()
  if (year >= 1 && year <= 9999) return
  throw badInput(path, `${value.toISOString()} is in the year ${year}`, 'Give a time in the years 1 to 9999')
}

const checkJson: Check = (value, path) => {
  if (typeof value === 'string') rejectUnstorable(path, value)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw badInput(path, 'the number is too large to be stored', 'Send it as a string')
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`
    rejectUnstorable(place, name)
    checkJson(inner, place)
  }
}

/** Checks of values by the name of their scalar type. */
export const scalarChecks: Readonly<Record<string, Check>> = {
  ID: checkId,
  String: checkText,
  DateTime: checkTime,
  JSON: checkJson,
  JSONObject: checkJson,
}
