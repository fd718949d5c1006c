/** What the parts of a running server know of each other. */
export interface ServerState {
  /** On its way down: it finishes what it has and wants nothing new. */
  stopping: boolean
  countSubscriptions: () => number
}
