import { nouns } from '@mitoscope/lab'
import { toGlobalId, typeOf } from './global-id.ts'

/** Types of the schema by the words under which errors of the lab name their records. */
const types: Readonly<Record<string, string>> = {
  ...Object.fromEntries(nouns.flatMap(({ table, words }) => words.map((word) => [word, typeOf(table)]))),
  upload: 'Upload',
  user: 'User',
  member: 'User',
  token: 'ApiToken',
}

const named = new RegExp(
  `\\b(${Object.keys(types).join('|')}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b`,
  'g',
)

/** Replaces the record ids in a message by the global ids that callers know. */
export function nameByGlobalIds(message: string): string {
  return message.replaceAll(named, (_, noun: string, id: string) => `${noun} ${toGlobalId(types[noun], id)}`)
}
