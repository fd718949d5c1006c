import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { sampleArguments, type Ids } from './sample.ts'

export interface ReachedField {
  /** "Query.run" or "MetricSeries.values", for messages. */
  readonly name: string
  readonly field: GraphQLField<unknown, unknown>
  /** The document that asks for the field with these arguments as they are written in GraphQL. */
  write(args: string): string
  readonly root: 'query' | 'mutation' | 'subscription'
}

interface Place {
  readonly type: GraphQLObjectType
  /** Puts a selection of the type into a document. */
  wrap(selection: string): string
}

/** Every field of the schema that takes arguments, each once, with a way to it from a root. */
export function listFields(schema: GraphQLSchema, ids: Ids): ReachedField[] {
  const found: ReachedField[] = []
  const seen = new Set<GraphQLObjectType>()
  const query = schema.getQueryType()!
  let level: Place[] = [{ type: query, wrap: (selection) => `{ ${selection} }` }]
  const visit = ({ type, wrap }: Place, root: ReachedField['root']): Place[] => {
    const next: Place[] = []
    for (const field of Object.values(type.getFields())) {
      const write = (args: string) => wrap(`${field.name}${args} ${select(field)}`)
      if (field.args.length > 0) found.push({ name: `${type.name}.${field.name}`, field, write, root })
      const inner = getNamedType(field.type)
      if (!isObjectType(inner)) continue
      const args = sampleArguments(field, ids)
      next.push({ type: inner, wrap: (selection) => wrap(`${field.name}${args} { ${selection} }`) })
    }
    return next
  }
  while (level.length > 0) {
    const fresh = level.filter(({ type }) => seen.size < seen.add(type).size)
    level = fresh.flatMap((place) => visit(place, 'query'))
  }
  for (const [root, type] of [
    ['mutation', schema.getMutationType()!],
    ['subscription', schema.getSubscriptionType()!],
  ] as const)
    visit({ type, wrap: (selection) => `${root} { ${selection} }` }, root)
  return found
}

/** The least that can be selected of a field. */
function select({
  type,
}: {
  readonly type: GraphQLInputType | GraphQLField<unknown, unknown>['type']
}): string {
  const named = getNamedType(type)
  return isObjectType(named) || isInterfaceType(named) ? '{ __typename }' : ''
}
