import type { GraphQLSchema } from 'graphql'
import type { Context } from './context.ts'
import { fromGlobalId, parseId } from './global-id.ts'
import type { NodeLoader } from './node.ts'

/**
 * Loads an object by its global id, with the loader that build-schema.ts gave to its type; null if there is none that
 * the caller may read.
 */
export async function loadNode(
  schema: GraphQLSchema,
  context: Context,
  globalId: string,
): Promise<object | null> {
  const { type = '' } = fromGlobalId(globalId) ?? {}
  const id = parseId(type, globalId)
  const load = schema.getType(type)?.extensions.load as NodeLoader | undefined
  return (id !== undefined && (await load?.(context, id))) || null
}
