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
  /** Milliseconds after which a GraphQL request is answered with an error; 30,000 by default. */
  readonly timeLimit?: number
  /** Limits on request bodies, if they differ from the defaults. */
  readonly bodyLimits?: Partial<BodyLimits>
  /** Milliseconds after which an answer that the client does not read is dropped; 60,000 by default. */
  readonly unreadLimit?: number
}
