import type { GraphQLSchema } from 'graphql'
import { listDescriptions } from './list-descriptions.ts'

/** Lists the coordinates without a description. */
export function findUndescribed(schema: GraphQLSchema): readonly string[] {
  return [...listDescriptions(schema)].flatMap(([coordinate, text]) => (text === '' ? [coordinate] : []))
}
