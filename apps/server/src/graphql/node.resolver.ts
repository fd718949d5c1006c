import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import type { Context } from './context.ts'
import { readId, fromGlobalId } from './global-id.ts'
import { Node } from './node.ts'
import { nodeLoaders } from './node-loaders.ts'

const most = 500

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Whatever has this id; null where there is nothing, or nothing for you.',
  })
  node(@Ctx() context: Context, @Arg('id', () => ID, { description: 'A global id.' }) id: string) {
    return load(context, id)
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `As node, for the first ${most} of a list of ids, in their order.`,
  })
  nodes(@Ctx() context: Context, @Arg('ids', () => [ID], { description: 'Global ids.' }) ids: string[]) {
    return Promise.all(ids.slice(0, most).map((id) => load(context, id)))
  }
}

async function load(context: Context, globalId: string) {
  const { type } = fromGlobalId(globalId) ?? {}
  const loader = type === undefined || !Object.hasOwn(nodeLoaders, type) ? undefined : nodeLoaders[type]
  const id = type === undefined ? undefined : readId(type, globalId)
  const found = id === undefined ? undefined : await loader?.(context, id)
  return found ?? null
}
