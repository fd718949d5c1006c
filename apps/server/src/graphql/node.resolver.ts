import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import type { Context } from './context.ts'
import { parseId, fromGlobalId } from './global-id.ts'
import { Node } from './node.ts'
import { nodeLoaders } from './node-loaders.ts'

const mostIds = 500

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Object by its global ID; null if it does not exist or you may not read it.',
  })
  node(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the object.' }) id: string,
  ) {
    return load(context, id)
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Objects by their global IDs, in the order of the IDs; an entry is null if its object does not exist or you may not read it. IDs after the first ${mostIds} are ignored.`,
  })
  nodes(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: 'Global IDs of the objects.' }) ids: string[],
  ) {
    return Promise.all(ids.slice(0, mostIds).map((id) => load(context, id)))
  }
}

async function load(context: Context, globalId: string) {
  const { type } = fromGlobalId(globalId) ?? {}
  const loader = type === undefined || !Object.hasOwn(nodeLoaders, type) ? undefined : nodeLoaders[type]
  const id = type === undefined ? undefined : parseId(type, globalId)
  const found = id === undefined ? undefined : await loader?.(context, id)
  return found ?? null
}
