import { badInput } from '../errors/lab-error.ts'
import { refuseUnstorable } from './refuse-unstorable.ts'

const longest = 100_000

/** Validates free text for storage. Throws BAD_USER_INPUT if it is too long. */
export function readText(field: string, given: string): string {
  if (given.length > longest)
    throw badInput(field, `${given.length} characters are too many`, `Use at most ${longest}`)
  refuseUnstorable(field, given)
  return given
}
