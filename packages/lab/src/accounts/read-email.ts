import { badInput } from '../errors/lab-error.ts'

/** An address in lower case, as accounts keep it. Throws BAD_USER_INPUT for what is none. */
export function readEmail(given: string): string {
  const email = given.trim().toLowerCase()
  if (/^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254) return email
  throw badInput('email', `"${given.slice(0, 254)}" is no address`, 'Give one such as ada@example.org')
}
