/** Sockets that there are of each of something, as an address or a user. */
export class SocketCounts {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts one more and says how to count it off again; undefined where there are as many as may be. */
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
