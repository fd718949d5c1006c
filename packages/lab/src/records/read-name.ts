import { badInput } from '../errors/lab-error.ts'
import { refuseUnstorable } from './refuse-unstorable.ts'

const longest = 200

/** Validates a name and trims it. Throws BAD_USER_INPUT if it is empty, too long, or cannot be stored. */
export function readName(field: string, given: string): string {
  refuseUnstorable(field, given)
  const name = given.trim()
  if (name === '') throw badInput(field, 'it is empty', 'Give a name')
  if (name.length > longest)
    throw badInput(field, `${name.length} characters are too many`, `Use at most ${longest}`)
  return name
}
