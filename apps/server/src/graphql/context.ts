import type { Actor, Lab } from '@mitoscope/lab'

/** What every resolver gets. */
export interface Context {
  readonly lab: Lab
  readonly actor: Actor
  /** Of a subscription: aborted when its subscriber is gone. See subscriptions/follow-events.ts. */
  readonly ended?: AbortSignal
  /** Signal of a query: aborted when nobody waits for its answer any more. */
  readonly abandoned?: AbortSignal
}

/**
 * The context of one request, or of one event of a subscription: what resolvers remember in it is forgotten with it.
 * The request's id goes with the actor into the audit trail and into jobs.
 */
export function createContext(
  lab: Lab,
  actor: Actor,
  requestId: string,
  signals: Pick<Context, 'ended' | 'abandoned'> = {},
): Context {
  return { lab, actor: { ...actor, requestId }, ...signals }
}
