import type { Caller, World } from './world.ts'

/** Right that a mutation needs: a role in the project, that of the site's administrator, or any account. */
export type Needs = 'viewer' | 'editor' | 'admin' | 'siteAdmin' | 'account'

/** Case of a field of Query. */
export interface QueryCase {
  readonly query: string
  variables?(world: World): object | Promise<object>
  /** True if the answer contains what only authorized callers may see. */
  shows(data: Record<string, any>, world: World): boolean
  /** Callers who see it; by default those with a role in the project. */
  readonly to?: readonly Caller[]
}

/** Case of a field of Mutation. */
export interface MutationCase {
  readonly needs: Needs
  readonly query: string
  /** Made afresh for every try. */
  variables(world: World): object | Promise<object>
  /** Callers who may call it, if `needs` does not say so. */
  readonly by?: readonly Caller[]
  /** Action in the audit trail; the mutation's name by default. */
  readonly audit?: string
  /** Error code for strangers; NOT_FOUND by default. */
  readonly strangers?: 'NOT_FOUND' | 'FORBIDDEN'
}

/** Case of a field of Subscription. */
export interface SubscriptionCase {
  readonly query: string
  variables(world: World): object | Promise<object>
  /** Makes something happen that is told. */
  trigger(world: World, variables: any): Promise<unknown>
  /** True if a payload contains what only members of the project may see. */
  shows(data: Record<string, any>): boolean
}

/** Case of a route beside /graphql. */
export interface DownloadCase {
  request(world: World): Promise<{ readonly method?: string; readonly path: string; readonly body?: string }>
  /** Status for those who may; 200 when not given. */
  readonly status?: number
  /** Callers who may request it; by default those with a role in the project. */
  readonly to?: readonly Caller[]
}

/** Cases of the fields of one noun. Each file in cases/ exports such as `cases`. */
export interface Cases {
  readonly queries?: Readonly<Record<string, QueryCase>>
  readonly mutations?: Readonly<Record<string, MutationCase>>
  readonly subscriptions?: Readonly<Record<string, SubscriptionCase>>
}

/** Returns the case of a field that reads one record of the project by its id. */
export function one(field: string, make: (world: World) => Promise<string>): QueryCase {
  return {
    query: `query ($id: ID!) { ${field}(id: $id) { id } }`,
    variables: async (world) => ({ id: await make(world) }),
    shows: (data) => data[field] !== null,
  }
}

/** Returns the case of a connection of records of the project. */
export function many(field: string, make: (world: World) => Promise<unknown>): QueryCase {
  return {
    query: `{ ${field} { nodes { id } totalCount } }`,
    variables: async (world) => (await make(world), {}),
    shows: (data) => data[field].nodes.length > 0 || data[field].totalCount > 0,
  }
}
