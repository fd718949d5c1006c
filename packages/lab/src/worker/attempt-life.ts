/**
 * Lifetime of an attempt: owns its timers, listeners and pending answers. After its end none of them can act,
 * however late they fire; the process may work on another attempt by then.
 */
export class AttemptLife {
  #ended = false
  readonly #releases: (() => void)[] = []

  get ended(): boolean {
    return this.#ended
  }

  /** Wraps an action so that it does nothing once the attempt has ended. */
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

  /** Registers a function that is called when the attempt ends. */
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
