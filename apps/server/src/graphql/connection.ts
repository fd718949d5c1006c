import type { Page } from '@mitoscope/lab'
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql'

@ObjectType({ description: 'Position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True if entries follow the page.' })
  readonly hasNextPage!: boolean
  @Field(() => Boolean, { description: 'True if entries precede the page.' })
  readonly hasPreviousPage!: boolean
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first entry; null if the page is empty.',
  })
  readonly startCursor!: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last entry, to pass as `after` for the next page; null if the page is empty.',
  })
  readonly endCursor!: string | null
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of entries from the start of the list; default 50, at most 500. Larger values are clamped, negative ones rejected.',
  })
  readonly first?: number | null
  @Field(() => String, {
    nullable: true,
    description: 'Cursor after which the page begins; default: start of the list.',
  })
  readonly after?: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'Number of entries from the end of the list, at most 500; cannot be combined with `first`.',
  })
  readonly last?: number | null
  @Field(() => String, {
    nullable: true,
    description: 'Cursor before which the page ends; default: end of the list.',
  })
  readonly before?: string | null
}

/** Creates Relay's connection and edge types of a node type. */
export function createConnection<T extends object>(name: string, type: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: `Entry of a list of ${name} objects with its cursor.` })
  class Edge {
    @Field(type, { description: 'Object of the entry.' })
    readonly node!: T
    @Field(() => String, { description: 'Cursor of the entry, to pass as `after` or `before`.' })
    readonly cursor!: string
  }

  @ObjectType(`${name}Connection`, { description: `Page of a list of ${name} objects.` })
  class Connection {
    readonly #page: Page<T>

    constructor(page: Page<T>) {
      this.#page = page
    }

    @Field(() => [Edge], { description: 'Entries of the page with their cursors.' })
    edges(): Edge[] {
      return this.#page.nodes.map((node, i) => ({ node, cursor: this.#page.cursors[i] }))
    }

    @Field(() => [type()], { description: 'Objects of the page, without cursors.' })
    nodes(): readonly T[] {
      return this.#page.nodes
    }

    @Field(() => PageInfo, { description: 'Position of the page in the list.' })
    pageInfo(): PageInfo {
      const { hasNextPage, hasPreviousPage, cursors } = this.#page
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: cursors[0] ?? null,
        endCursor: cursors.at(-1) ?? null,
      }
    }

    @Field(() => Int, { description: 'Number of entries in the whole list.' })
    totalCount(): Promise<number> {
      return this.#page.totalCount()
    }
  }
  return Connection
}
