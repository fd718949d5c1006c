import type { Actor, Lab } from '@mitoscope/lab'

/** Context that every resolver receives. */
export interface Context {
  readonly lab: Lab
  readonly actor: Actor
  /** Signal of a subscription: aborted when its subscriber is gone. See subscriptions/follow-events.ts. */
  readonly ended?: AbortSignal
  /** Signal of a query: aborted when nobody waits for its answer any more. */
  readonly abandoned?: AbortSignal
}

/**
 * Creates the context of one request, or of one event of a subscription; it holds what resolvers cache for
 * that long. The request's id goes with the actor into the audit trail and into jobs.
 */
export function createContext(
  lab: Lab,
  actor: Actor,
  requestId: string,
  signals: Pick<Context, 'ended' | 'abandoned'> = {},
): Context {
  return { lab, actor: { ...actor, requestId }, ...signals }
}
