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

/**
 * Function that reads an object of a type by its record id; undefined if there is none that the caller may
 * read.
 */
export type NodeLoader = (context: Context, id: string) => Promise<object | undefined>
