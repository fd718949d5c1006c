/**
 * Owner of all that an attempt sets going: its timers, its listeners and the answers it waits for. Once it has ended they
 * can do nothing any more, however late they come; the process may be at work for another attempt by then.
 */
export class AttemptLife {
  #ended = false
  readonly #releases: (() => void)[] = []

  get ended(): boolean {
    return this.#ended
  }

  /** The action, which does nothing once the attempt has ended. */
  guard<T extends readonly unknown[]>(action: (...given: T) => void): (...given: T) => void {
    return (...given) => {
      if (!this.#ended) action(...given)
    }
  }

  /** Calls the action after so many milliseconds, unless the attempt ends before. */
  after(milliseconds: number, action: () => void): void {
    const timer = setTimeout(this.guard(action), milliseconds)
    this.own(() => clearTimeout(timer))
  }

  /** Has something released when the attempt ends. */
  own(release: () => void): void {
    if (this.#ended) release()
    else this.#releases.push(release)
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const release of this.#releases.splice(0)) release()
  }
}
