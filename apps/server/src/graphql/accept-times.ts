import { GraphQLError, isScalarType, Kind, type GraphQLSchema } from 'graphql'

const day = /^\d{4}-\d{2}-\d{2}$/
const withoutZone = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/
const seconds = /^(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2})([Zz]|[+-]\d{2}:\d{2})?$/

/** Interprets times without a time zone, and dates, as UTC, and rejects any other text with the expected form. */
export function acceptTimes(schema: GraphQLSchema): GraphQLSchema {
  const scalar = schema.getType('DateTimeISO')
  if (!isScalarType(scalar) || completed.has(scalar)) return schema
  completed.add(scalar)
  const { parseValue } = scalar
  scalar.description =
    'Date and time in ISO 8601, for example 2026-11-29T12:00:00Z, in the years 1 to 9999. Input without a time zone is UTC; a date alone stands for its start.'
  scalar.parseValue = (value) => {
    try {
      return parseValue(typeof value === 'string' ? complete(value) : value)
    } catch {
      throw new GraphQLError(
        `${JSON.stringify(value)} is not a valid time. Give a time in ISO 8601, for example 2026-11-29T12:00:00Z.`,
      )
    }
  }
  scalar.parseLiteral = (node) => {
    if (node.kind === Kind.STRING) return scalar.parseValue(node.value)
    throw new GraphQLError('A time must be a string, for example "2026-11-29T12:00:00Z".', { nodes: node })
  }
  return schema
}

// The scalar is the library's one object, whichever schema it is in.
const completed = new WeakSet<object>()

function complete(text: string): string {
  if (day.test(text)) return `${text}T00:00:00Z`
  const whole = text.replace(seconds, '$1:00$2')
  return withoutZone.test(whole) ? `${whole}Z` : whole
}
