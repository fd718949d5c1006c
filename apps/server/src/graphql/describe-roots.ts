import type { GraphQLSchema } from 'graphql'

/** Describes the three root types, which type-graphql creates without a description. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType()
  if (query)
    query.description = 'Read access. An unknown ID gives null, and page sizes above the limit are clamped.'
  const mutation = schema.getMutationType()
  if (mutation) mutation.description = 'Commands. Each command takes effect completely or not at all.'
  const subscription = schema.getSubscriptionType()
  if (subscription)
    subscription.description =
      'Live updates. Each subscription sends the current state first, then every change.'
  return schema
}
