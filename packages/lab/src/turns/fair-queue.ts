import { AsyncLocalStorage } from 'node:async_hooks'

const askers = new AsyncLocalStorage<symbol>()

/** Runs work on behalf of one asker: whatever it waits for in a FairQueue counts as one asker's, awaited work included. */
export function asOneAsker<T>(work: () => T): T {
  return askers.run(Symbol('asker'), work)
}

/**
 * A lock that is given to the askers that wait for it in turn, once each, and to each of them in order. An asker with
 * a hundred requests holds another with one back for one of them. What runs outside asOneAsker is one asker together.
 */
export class FairQueue {
  readonly #waiting = new Map<symbol | undefined, (() => void)[]>()
  #taken = false

  /** Resolves when the lock is the caller's, who must release it. */
  acquire(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true
      return Promise.resolve()
    }
    const asker = askers.getStore()
    return new Promise((resolve) => {
      const line = this.#waiting.get(asker)
      if (line) line.push(resolve)
      else this.#waiting.set(asker, [resolve])
    })
  }

  release(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#taken = false
      return
    }
    const [asker, line] = next
    // Behind all other askers.
    this.#waiting.delete(asker)
    const go = line.shift()!
    if (line.length > 0) this.#waiting.set(asker, line)
    go()
  }
}
