import type { Actor, Lab } from '@mitoscope/lab'

/** What every resolver gets. */
export interface Context {
  readonly lab: Lab
  readonly actor: Actor
}

/**
 * The context of one request, or of one event of a subscription: what resolvers remember in it is forgotten with it.
 * The request's id goes with the actor into the audit trail and into jobs.
 */
export function createContext(lab: Lab, actor: Actor, requestId: string): Context {
  return { lab, actor: { ...actor, requestId } }
}
