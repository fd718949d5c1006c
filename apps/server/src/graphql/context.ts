import type { Actor, Lab } from '@mitoscope/lab'

/** What every resolver gets. */
export interface Context {
  readonly lab: Lab
  readonly actor: Actor
}
