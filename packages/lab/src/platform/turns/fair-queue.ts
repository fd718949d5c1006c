import { AsyncLocalStorage } from 'node:async_hooks'

const askers = new AsyncLocalStorage<symbol>()

/** Runs work on behalf of one asker: all its waits in a FairQueue, in awaited work too, count as one asker's. */
export function asOneAsker<T>(work: () => T): T {
  return askers.run(Symbol('asker'), work)
}

/**
 * Lock that waiting askers receive in turn, once each, and each asker's requests in order. An asker with a
 * hundred requests delays another by only one of them. Work outside asOneAsker counts as one asker together.
 */
export class FairQueue {
  readonly #waiting = new Map<symbol | undefined, (() => void)[]>()
  #taken = false

  /** Resolves when the caller holds the lock; the caller must release it. */
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
