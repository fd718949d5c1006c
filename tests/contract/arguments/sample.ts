import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql'

/** Global ids by what they are of. */
export type Ids = Readonly<Record<string, string>>

/** A value as it is written in a document, of required parts only. */
export function sample(type: GraphQLInputType, name: string, field: string, ids: Ids): string {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return `[${sample(nullable.ofType as GraphQLInputType, name, field, ids)}]`
  if (isEnumType(nullable)) return nullable.getValues()[0].name
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter((inner) => isNonNullType(inner.type))
    return `{ ${required.map((inner) => `${inner.name}: ${sample(inner.type, inner.name, field, ids)}`).join(', ')} }`
  }
  if (nullable.name === 'ID') return JSON.stringify(sampleId(name, field, ids))
  if (nullable.name === 'String') return JSON.stringify(texts[name] ?? 'x')
  return scalars[nullable.name] ?? '1'
}

/** The required arguments of a field, as they are written in a document. */
export function sampleArguments({ name, args }: GraphQLField<unknown, unknown>, ids: Ids): string {
  const required = args.filter((arg) => isNonNullType(arg.type))
  if (required.length === 0) return ''
  return `(${required.map((arg) => `${arg.name}: ${sample(arg.type, arg.name, name, ids)}`).join(', ')})`
}

const texts: Readonly<Record<string, string>> = {
  sha256: 'ab'.repeat(32),
  measure: 'reconstruction',
  name: 'trainError',
  email: 'somebody@example.org',
}

const scalars: Readonly<Record<string, string>> = {
  Boolean: 'false',
  JSON: '{}',
  JSONObject: '{}',
  DateTime: '"2026-11-29T12:00:00Z"',
}

/** An id of the kind that the argument is named after, or the field. */
function sampleId(name: string, field: string, ids: Ids): string {
  const kinds = Object.keys(ids)
  const kindIn = (text: string) => kinds.find((kind) => text.toLowerCase().includes(kind.toLowerCase()))
  return ids[kindIn(name) ?? kindIn(field) ?? 'run']
}
