/** State of a running server that its parts share. */
export interface ServerState {
  /** True during shutdown: the server finishes current requests and accepts no new work. */
  stopping: boolean
  countSubscriptions: () => number
}
