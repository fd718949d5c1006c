import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql'

/** What has no description, by its coordinate. */
export function findUndescribed(schema: GraphQLSchema): readonly string[] {
  const found: string[] = []
  const check = (coordinate: string, { description }: { description?: string | null }) => {
    if (!description?.trim()) found.push(coordinate)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
    check(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value)
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field)
      if ('args' in field)
        for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name}:)`, arg)
    }
  }
  return found
}
