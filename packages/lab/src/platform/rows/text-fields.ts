import { badInput } from '../errors/lab-error.ts'

const maxNameLength = 200

/** Validates a name and trims it. Throws BAD_USER_INPUT if it is empty, too long, or cannot be stored. */
export function validateName(field: string, given: string): string {
  rejectUnstorable(field, given)
  const name = given.trim()
  if (name === '') throw badInput(field, 'it is empty', 'Give a name')
  if (name.length > maxNameLength)
    throw badInput(field, `${name.length} characters are too many`, `Use at most ${maxNameLength}`)
  return name
}

const maxTextLength = 100_000

/** Validates free text for storage. Throws BAD_USER_INPUT if it is too long. */
export function validateText(field: string, given: string): string {
  if (given.length > maxTextLength)
    throw badInput(field, `${given.length} characters are too many`, `Use at most ${maxTextLength}`)
  rejectUnstorable(field, given)
  return given
}

const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/**
 * Throws BAD_USER_INPUT for text that the database cannot store: with NUL or half a surrogate pair. Replacing
 * these characters could make two different names equal.
 */
export function rejectUnstorable(field: string, given: string): void {
  const at = given.search(unstorable)
  if (at < 0) return
  const code = given.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  const what = code === '0000' ? 'NUL' : 'half of a surrogate pair'
  const shown = JSON.stringify(given.slice(0, 50))
  throw badInput(field, `${shown} has the character U+${code} (${what}) at place ${at}`, 'Leave it out')
}

/** Returns text that the database can store and compare: without NUL and halves of surrogate pairs. */
export function cleanText(given: string): string {
  // eslint-disable-next-line no-control-regex
  return given.replaceAll('\0', '\uFFFD').replace(loneSurrogate, '\uFFFD')
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
