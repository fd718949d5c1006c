import { Field, ID, InterfaceType } from 'type-graphql'
import type { Context } from './context.ts'

@InterfaceType({
  description: 'Object with a permanent global ID, by which `node` reads it again.',
  resolveType: ({ __typename }: { __typename: string }) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global ID, opaque and unique over all types.' })
  readonly id!: string
}

/** How a type is read by its record id; undefined where there is none for this caller. */
export type NodeLoader = (context: Context, id: string) => Promise<object | undefined>
