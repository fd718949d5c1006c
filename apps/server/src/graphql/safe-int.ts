import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'

/** Scalar of whole numbers beyond the 32 bits of Int: seeds, steps, counts of points and bytes. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description: 'Integer within ±(2^53 − 1), as a JSON number: 64 bits hold it, and so does a double.',
  serialize: requireSafe,
  parseValue: requireSafe,
  parseLiteral(node) {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return requireSafe(Number(node.value))
    throw new GraphQLError(`An integer must be a number, for example 42; got a ${node.kind}.`, {
      nodes: node,
    })
  },
})

function requireSafe(value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number
  throw new GraphQLError(`${JSON.stringify(value)} is not an integer within ±(2^53 − 1). Give one.`)
}
