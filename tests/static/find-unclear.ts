import type { GraphQLSchema } from 'graphql'
import { listDescriptions } from '../contract/schema/list-descriptions.ts'

/** Pronouns, question words, conjunctions and prepositions, which leave the subject of a description to the reader. */
const openings = new Set(
  (
    'it its they them their theirs he she his her this that these those ' +
    'what which who whom whose why when where whether how whatever whoever whichever wherever whenever ' +
    'none nothing something somebody everything everybody ' +
    'as of or and but so if for by with without to from in at on over between'
  ).split(' '),
)
const fewestWords = 3

/** Finds descriptions that nobody can read without their field, each as "coordinate: problem: description". */
export function findUnclear(schema: GraphQLSchema): string[] {
  return [...listDescriptions(schema)].flatMap(([coordinate, description]) => {
    const words = description.match(/[\p{L}\p{N}][\p{L}\p{N}’'*-]*/gu) ?? []
    const [first = ''] = words
    const problem = openings.has(first.toLowerCase())
      ? `opens with "${first}"`
      : words.length < fewestWords && `${words.length} words`
    return problem ? [`${coordinate}: ${problem}: ${description}`] : []
  })
}
