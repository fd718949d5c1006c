import type { Caller, World } from './world.ts'

/** What it takes: a role in the project, to be the site's administrator, or any account. */
export type Needs = 'viewer' | 'editor' | 'admin' | 'siteAdmin' | 'account'

/** How a field of Query is tried. */
export interface QueryCase {
  readonly query: string
  variables?(world: World): object | Promise<object>
  /** Whether the answer tells what only those who may see it are told. */
  shows(data: Record<string, any>, world: World): boolean
  /** Who is told; those with a role in the project when not given. */
  readonly to?: readonly Caller[]
}

/** How a field of Mutation is tried. */
export interface MutationCase {
  readonly needs: Needs
  readonly query: string
  /** Made afresh for every try. */
  variables(world: World): object | Promise<object>
  /** Who may, where `needs` does not say it. */
  readonly by?: readonly Caller[]
  /** What the audit trail calls it; its name when not given. */
  readonly audit?: string
  /** What strangers are told: that there is no such thing, unless given. */
  readonly strangers?: 'NOT_FOUND' | 'FORBIDDEN'
}

/** How a field of Subscription is tried. */
export interface SubscriptionCase {
  readonly query: string
  variables(world: World): object | Promise<object>
  /** Makes something happen that is told. */
  trigger(world: World, variables: any): Promise<unknown>
  /** Whether a payload tells what only members of the project are told. */
  shows(data: Record<string, any>): boolean
}

/** How a route beside /graphql is tried. */
export interface DownloadCase {
  request(world: World): Promise<{ readonly method?: string; readonly path: string; readonly body?: string }>
  /** Status for those who may; 200 when not given. */
  readonly status?: number
  /** Who may; those with a role in the project when not given. */
  readonly to?: readonly Caller[]
}
