import { CriticalityLevel, diff } from '@graphql-inspector/core'
import type { GraphQLSchema } from 'graphql'

/** Lists the changes that break clients of the released schema. */
export async function findBreakingChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
): Promise<readonly string[]> {
  const changes = await diff(released, current)
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message)
}
