import { CriticalityLevel, diff } from '@graphql-inspector/core'
import type { GraphQLSchema } from 'graphql'

/** What a client of the released schema would stumble over. */
export async function findBreakingChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
): Promise<readonly string[]> {
  const changes = await diff(released, current)
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message)
}
