import { badInput } from '../errors/lab-error.ts'
import { rejectUnstorable } from '../records/text-fields.ts'

const longest = 100
const most = 100

/** Validates tags, trims them and removes duplicates. Throws BAD_USER_INPUT for an empty or a very long tag. */
export function readTags(given: readonly string[]): string[] {
  for (const tag of given) rejectUnstorable('tags', tag)
  const tags = new Set(given.map((tag) => tag.trim()))
  if (tags.size > most) throw badInput('tags', `${tags.size} are too many`, `Use at most ${most}`)
  for (const tag of tags) {
    if (tag === '') throw badInput('tags', 'one of them is empty', 'Give a word')
    if (tag.length > longest)
      throw badInput('tags', `"${tag.slice(0, 20)}…" is too long`, `Use at most ${longest} characters`)
  }
  return [...tags]
}
