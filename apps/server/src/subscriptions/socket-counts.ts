/** Counts open sockets by a key, for example an address or a user. */
export class SocketCounts {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts one more socket and returns a function that counts it off; undefined if the limit is reached. */
  add(key: string): (() => void) | undefined {
    const count = this.#counts.get(key) ?? 0
    if (count >= this.#most) return undefined
    this.#counts.set(key, count + 1)
    let counted = true
    return () => {
      if (!counted) return
      counted = false
      const now = this.#counts.get(key)! - 1
      if (now > 0) this.#counts.set(key, now)
      else this.#counts.delete(key)
    }
  }
}
