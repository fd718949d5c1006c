import type { GraphQLSchema } from 'graphql'
import type { Access } from '../auth/access.ts'
import type { Dashboard } from '../dashboard/dashboard-routes.ts'
import type { ServerState } from '../operations/server-state.ts'
import type { BodyLimits } from './limit-bodies.ts'

export interface AppOptions {
  readonly schema: GraphQLSchema
  readonly access: Access
  readonly state: ServerState
  readonly dashboard?: () => Dashboard
  /** Milliseconds after which a GraphQL request is answered with what went wrong; half a minute when not given. */
  readonly timeLimit?: number
  /** For how long and for how many bodies of requests it waits, where that differs from the usual. */
  readonly bodyLimits?: Partial<BodyLimits>
  /** Milliseconds after which an answer that nobody takes is given up; a minute when not given. */
  readonly unreadLimit?: number
}
