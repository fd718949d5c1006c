import type { GraphQLSchema } from 'graphql'
import type { Access } from '../auth/access.ts'
import type { Dashboard } from '../dashboard/dashboard-routes.ts'
import type { ServerState } from '../operations/server-state.ts'

export interface AppOptions {
  readonly schema: GraphQLSchema
  readonly access: Access
  readonly state: ServerState
  readonly dashboard?: () => Dashboard
  /** Milliseconds after which a GraphQL request is answered with what went wrong; half a minute when not given. */
  readonly timeLimit?: number
}
