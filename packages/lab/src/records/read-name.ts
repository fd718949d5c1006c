import { badInput } from '../errors/lab-error.ts'
import { cleanText } from './clean-text.ts'

const longest = 200

/** A name as given, without space around it. Throws BAD_USER_INPUT for none or a very long one. */
export function readName(field: string, given: string): string {
  const name = cleanText(given).trim()
  if (name === '') throw badInput(field, 'it is empty', 'Give a name')
  if (name.length > longest)
    throw badInput(field, `${name.length} characters are too many`, `Use at most ${longest}`)
  return name
}
