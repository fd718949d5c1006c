import type { GraphQLSchema } from 'graphql'

/** Says what the three types are for that type-graphql makes itself. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType()
  if (query) query.description = 'What can be read. Unknown ids give null, pages that are too large are cut.'
  const mutation = schema.getMutationType()
  if (mutation) mutation.description = 'What can be done. Each command is done as a whole or not at all.'
  const subscription = schema.getSubscriptionType()
  if (subscription)
    subscription.description = 'What can be followed: the current state comes first, then each change.'
  return schema
}
