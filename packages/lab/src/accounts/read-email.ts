import { badInput } from '../errors/lab-error.ts'
import { refuseUnstorable } from '../records/refuse-unstorable.ts'

/** An address in lower case, as accounts keep it. Throws BAD_USER_INPUT for what is none. */
export function readEmail(given: string): string {
  refuseUnstorable('email', given)
  const email = given.trim().toLowerCase()
  if (/^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254) return email
  throw badInput('email', `"${email.slice(0, 254)}" is no address`, 'Give one such as ada@example.org')
}
