import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql'

/** Lists the descriptions of types, values, fields and arguments by coordinate; a missing one is empty. */
export function listDescriptions(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const add = (coordinate: string, { description }: { description?: string | null }) =>
    found.set(coordinate, description?.trim() ?? '')
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
    add(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) add(`${type.name}.${value.name}`, value)
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      add(`${type.name}.${field.name}`, field)
      if ('args' in field) for (const arg of field.args) add(`${type.name}.${field.name}(${arg.name}:)`, arg)
    }
  }
  return found
}
