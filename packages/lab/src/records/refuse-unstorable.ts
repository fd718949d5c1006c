import { badInput } from '../errors/lab-error.ts'

const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/**
 * Throws BAD_USER_INPUT for text that the database cannot store: with NUL or half a surrogate pair. Replacing
 * these characters could make two different names equal.
 */
export function refuseUnstorable(field: string, given: string): void {
  const at = given.search(unstorable)
  if (at < 0) return
  const code = given.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  const what = code === '0000' ? 'NUL' : 'half of a surrogate pair'
  const shown = JSON.stringify(given.slice(0, 50))
  throw badInput(field, `${shown} has the character U+${code} (${what}) at place ${at}`, 'Leave it out')
}
