import { measures } from '@mitoscope/lab'

/** Returns the names of the measures that play a role, as the text of schema/measures.ts. */
export function emitMeasures(): string {
  const lines = measures.flatMap(({ id, role }) => (role ? [`  ${role}: '${id}',\n`] : []))
  return `// Written by "npm run schema".

/** Names of the measures that pages need, by the role that each plays in the catalogue. */
export const measureOf = {
${lines.join('')}} as const
`
}
