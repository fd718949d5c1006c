import type { Page } from '@mitoscope/lab'
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql'

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after it.' })
  readonly hasNextPage!: boolean
  @Field(() => Boolean, { description: 'Whether there is more before it.' })
  readonly hasPreviousPage!: boolean
  @Field(() => String, { nullable: true, description: 'Cursor of the first entry.' })
  readonly startCursor!: string | null
  @Field(() => String, { nullable: true, description: 'Cursor of the last entry: give it as after.' })
  readonly endCursor!: string | null
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many entries: 50 when not given, 500 at most.' })
  readonly first?: number | null
  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  readonly after?: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'How many entries from the end, instead of first; 500 at most.',
  })
  readonly last?: number | null
  @Field(() => String, { nullable: true, description: 'Cursor before which the page ends.' })
  readonly before?: string | null
}

/** Relay's connection and edge types of a node type. */
export function createConnection<T extends object>(name: string, type: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a list, with its cursor.` })
  class Edge {
    @Field(type, { description: 'The entry.' })
    readonly node!: T
    @Field(() => String, { description: 'Where it stands in the list.' })
    readonly cursor!: string
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    readonly #page: Page<T>

    constructor(page: Page<T>) {
      this.#page = page
    }

    @Field(() => [Edge], { description: 'Entries with their cursors.' })
    edges(): Edge[] {
      return this.#page.nodes.map((node, i) => ({ node, cursor: this.#page.cursors[i] }))
    }

    @Field(() => [type()], { description: 'Entries without their cursors.' })
    nodes(): readonly T[] {
      return this.#page.nodes
    }

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo(): PageInfo {
      const { hasNextPage, hasPreviousPage, cursors } = this.#page
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: cursors[0] ?? null,
        endCursor: cursors.at(-1) ?? null,
      }
    }

    @Field(() => Int, { description: 'Entries of the whole list.' })
    totalCount(): Promise<number> {
      return this.#page.totalCount()
    }
  }
  return Connection
}
