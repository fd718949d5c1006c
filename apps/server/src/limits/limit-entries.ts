import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql'
import { LimitExceeded } from './limit-exceeded.ts'
import { mostEntries } from './limits.ts'

const counts = new WeakMap<object, number>()

/**
 * Counts the objects in the lists of an answer while it is made, and stops where there are too many. What a document
 * could ask for is far more than what there is: only this knows.
 */
export function limitEntries(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) if (isListOfObjects(field)) count(field)
  }
  return schema
}

function count(field: GraphQLField<unknown, object>): void {
  const { resolve = defaultFieldResolver } = field
  field.resolve = (source, args, context, info) => {
    const result: unknown = resolve(source, args, context, info)
    return result instanceof Promise
      ? result.then((entries) => admit(context, entries))
      : admit(context, result)
  }
}

function admit(context: object, entries: unknown): unknown {
  if (!Array.isArray(entries)) return entries
  const found = (counts.get(context) ?? 0) + entries.length
  counts.set(context, found)
  if (found > mostEntries)
    throw new LimitExceeded('entries', found, mostEntries, 'Ask for smaller pages (first)')
  return entries
}

function isListOfObjects({ type }: GraphQLField<unknown, object>): boolean {
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type))
}
