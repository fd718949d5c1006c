import { jobNouns, measures, nouns } from '@mitoscope/lab'
import { recordKindOf } from './graphql/global-id.ts'

/** Returns what the dashboard says without asking the server, as the text of schema/catalogue.ts. */
export function emitCatalogue(): string {
  const roles = measures.flatMap(({ id, role }) => (role ? [`  ${role}: '${id}',\n`] : []))
  const jobs = jobNouns.map(({ job: { kind, words, action } }) => {
    const [one, many] = words
    return `  ${kind.toUpperCase()}: { one: '${one}', many: '${many}', action: '${action}' },\n`
  })
  const records = nouns
    .filter(({ bin }) => bin)
    .map(({ table, words, plural }) => {
      const one = words.at(-1)!
      return `  ${recordKindOf(table)}: { one: '${one}', many: '${plural ?? `${one}s`}', field: '${table}' },\n`
    })
  return `// Written by "npm run schema".

/** Names of the measures that pages need, by the role that each plays in the catalogue. */
export const measureOf = {
${roles.join('')}} as const

/** Words for the jobs of each kind, and what such a job does to a subject that is not known. */
export const jobWords = {
${jobs.join('')}} as const

/** Words for the records that can be deleted, and the field of payloads that holds one. */
export const recordWords = {
${records.join('')}} as const
`
}
