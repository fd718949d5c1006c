import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { GraphQLDateTimeISO } from 'graphql-scalars'

/** Scalar of times: interprets times without a time zone, and dates, as UTC, and rejects any other text with the expected form. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'Date and time in ISO 8601, for example 2026-11-29T12:00:00Z, in the years 1 to 9999. Input without a time zone is UTC; a date alone stands for its start.',
  serialize: (value) => String(GraphQLDateTimeISO.serialize(value)),
  parseValue,
  parseLiteral(node) {
    if (node.kind === Kind.STRING) return parseValue(node.value)
    throw new GraphQLError('A time must be a string, for example "2026-11-29T12:00:00Z".', { nodes: node })
  },
})

function parseValue(value: unknown): Date {
  try {
    return GraphQLDateTimeISO.parseValue(typeof value === 'string' ? complete(value) : value)
  } catch {
    throw new GraphQLError(
      `${JSON.stringify(value)} is not a valid time. Give a time in ISO 8601, for example 2026-11-29T12:00:00Z.`,
    )
  }
}

const day = /^\d{4}-\d{2}-\d{2}$/
const withoutZone = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/
const seconds = /^(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2})([Zz]|[+-]\d{2}:\d{2})?$/

function complete(text: string): string {
  if (day.test(text)) return `${text}T00:00:00Z`
  const whole = text.replace(seconds, '$1:00$2')
  return withoutZone.test(whole) ? `${whole}Z` : whole
}
