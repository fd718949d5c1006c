import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql'
import type { Context } from './context.ts'
import { loadNode } from './load-node.ts'
import { Node } from './node.ts'

const mostIds = 500

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Object by its global ID; null if it does not exist or you may not read it.',
  })
  node(
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'Global ID of the object.' }) id: string,
  ) {
    return loadNode(schema, context, id)
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Objects by their global IDs, in the order of the IDs; an entry is null if its object does not exist or you may not read it. IDs after the first ${mostIds} are ignored.`,
  })
  nodes(
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg('ids', () => [ID], { description: 'Global IDs of the objects.' }) ids: string[],
  ) {
    return Promise.all(ids.slice(0, mostIds).map((id) => loadNode(schema, context, id)))
  }
}
