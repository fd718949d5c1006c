import { badInput } from '../../platform/errors/lab-error.ts'
import { rejectUnstorable } from '../../platform/rows/text-fields.ts'

/**
 * Parses an email address and returns it in lower case, as accounts store it. Throws BAD_USER_INPUT if it is
 * invalid.
 */
export function parseEmail(given: string): string {
  rejectUnstorable('email', given)
  const email = given.trim().toLowerCase()
  if (/^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254) return email
  throw badInput(
    'email',
    `"${email.slice(0, 254)}" is not an email address`,
    'Give one such as ada@example.org',
  )
}
