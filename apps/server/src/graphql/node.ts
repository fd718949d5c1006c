import { Field, ID, InterfaceType } from 'type-graphql'
import type { Context } from './context.ts'

@InterfaceType({
  description: 'Anything with an id that stays the same and by which it can be read again.',
  resolveType: ({ __typename }: { __typename: string }) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and unique over all types.' })
  readonly id!: string
}

/** How a type is read by its record id; undefined where there is none for this caller. */
export type NodeLoader = (context: Context, id: string) => Promise<object | undefined>
