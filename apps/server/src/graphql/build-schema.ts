import 'reflect-metadata'
import { isObjectType, type GraphQLSchema } from 'graphql'
import { buildSchema as buildTypeGraphqlSchema, type BuildSchemaOptions, type PubSub } from 'type-graphql'
import { meterAnswers } from '../limits/meter-answers.ts'
import { checkArguments } from './check-arguments.ts'
import type { NodeLoader } from './node.ts'
import { schemaParts } from './schema-parts.ts'

// type-graphql asks for one even where every subscription has a source of its own.
const pubSub: PubSub = {
  publish() {
    throw new Error('Changes are published by the lab')
  },
  subscribe() {
    throw new Error('Subscriptions follow the events of the lab')
  },
}

/** Builds the server's schema from schema-parts.ts. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const resolvers = schemaParts.flatMap((part) => part.resolvers)
  const schema = await buildTypeGraphqlSchema({
    resolvers: resolvers as unknown as BuildSchemaOptions['resolvers'],
    validate: false,
    pubSub,
    // It would introspect the whole schema at every start; tests of schema/ do.
    skipCheck: true,
  })
  return meterAnswers(checkArguments(describeRoots(addLoaders(schema))))
}

/** Gives each type that implements Node its loader. Throws an Error if one has none. */
function addLoaders(schema: GraphQLSchema): GraphQLSchema {
  const loaders = Object.assign({}, ...schemaParts.map(({ nodes }) => nodes)) as Record<string, NodeLoader>
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue
    const load = loaders[type.name]
    if (!load) throw new Error(`${type.name} implements Node without a loader: name it in schema-parts.ts`)
    type.extensions = { ...type.extensions, load }
  }
  return schema
}

/** Describes the three root types, which type-graphql creates without a description. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType()
  if (query)
    query.description =
      'Read access. An ID of nothing that you may read gives null, and is left out of lists; an ID of another type is BAD_USER_INPUT. Page sizes above the limit are clamped.'
  const mutation = schema.getMutationType()
  if (mutation)
    mutation.description =
      'Commands. Each command takes effect completely or not at all; an ID of nothing that you may read is NOT_FOUND.'
  const subscription = schema.getSubscriptionType()
  if (subscription)
    subscription.description =
      'Live updates. Each subscription sends the current state first, then every change.'
  return schema
}
