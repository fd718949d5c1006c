import {
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql'

/** Checks Relay's rules for nodes, edges and mutations; returns what violates them. */
export function lintNodes(schema: GraphQLSchema): readonly string[] {
  const found: string[] = []
  const { node } = schema.getQueryType()!.getFields()
  if (String(node?.args.find(({ name }) => name === 'id')?.type) !== 'ID!')
    found.push('Query.node takes no id: ID!')
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    found.push(...lintId(schema, type), ...lintEdge(type))
  }
  for (const { name, type, args } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (!isNonNullType(type) || !String(type.ofType).endsWith('Payload'))
      found.push(`${name} answers ${type}, which is no payload`)
    if (args.length !== 1 || args[0].name !== 'input' || !String(args[0].type).endsWith('Input!'))
      found.push(`${name} does not take one input`)
  }
  return found
}

/** A client's store keeps objects by their id, and reads them again by node. */
function lintId(schema: GraphQLSchema, type: GraphQLObjectType): string[] {
  const { id } = type.getFields()
  const isNode = type.getInterfaces().some((own) => own === schema.getType('Node'))
  if (isNode && String(id?.type) !== 'ID!') return [`${type.name} implements Node without id: ID!`]
  if (isNode || String(id?.type) !== 'ID!' || type.name.endsWith('Payload')) return []
  return [`${type.name} has an id: ID! and is no Node`]
}

function lintEdge(type: GraphQLObjectType): string[] {
  if (!type.name.endsWith('Edge')) return []
  const { node, cursor } = type.getFields()
  const isList = (of: GraphQLOutputType) => isListType(isNonNullType(of) ? of.ofType : of)
  if (node && !isList(node.type) && /^String!?$/.test(String(cursor?.type))) return []
  return [`${type.name} needs a node that is no list, and a cursor: String`]
}
