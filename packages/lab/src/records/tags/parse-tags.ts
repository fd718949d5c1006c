import { badInput } from '../../platform/errors/lab-error.ts'
import { rejectUnstorable } from '../../platform/rows/text-fields.ts'

const maxTagLength = 100
const maxTags = 100

/** Validates tags, trims them and removes duplicates. Throws BAD_USER_INPUT for an empty or a very long tag. */
export function parseTags(given: readonly string[]): string[] {
  for (const tag of given) rejectUnstorable('tags', tag)
  const tags = new Set(given.map((tag) => tag.trim()))
  if (tags.size > maxTags) throw badInput('tags', `${tags.size} are too many`, `Use at most ${maxTags}`)
  for (const tag of tags) {
    if (tag === '') throw badInput('tags', 'one of them is empty', 'Give a word')
    if (tag.length > maxTagLength)
      throw badInput('tags', `"${tag.slice(0, 20)}…" is too long`, `Use at most ${maxTagLength} characters`)
  }
  return [...tags]
}
