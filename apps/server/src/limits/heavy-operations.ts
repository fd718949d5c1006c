/** Number of heavy operations that run at the same time; each holds its whole answer in memory. */
const mostAtOnce = 2

/** Queue of heavy operations: a few run at a time, and the callers that wait take turns. */
export class HeavyOperations {
  #working = 0
  readonly #waiting = new Map<string, (() => void)[]>()

  /** Resolves when the caller's next operation may begin, with a function that ends it. Rejects if aborted. */
  async begin(caller: string, abandoned: AbortSignal): Promise<() => void> {
    abandoned.throwIfAborted()
    if (this.#working < mostAtOnce) this.#working++
    else await this.#waitInLine(caller, abandoned)
    let ended = false
    return () => {
      if (ended) return
      ended = true
      this.#working--
      this.#wakeNext()
    }
  }

  #waitInLine(caller: string, abandoned: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.#waiting.get(caller) ?? []
      this.#waiting.set(caller, line)
      const leave = () => {
        line.splice(line.indexOf(enter), 1)
        if (line.length === 0) this.#waiting.delete(caller)
        abandoned.removeEventListener('abort', giveUp)
      }
      const enter = () => {
        leave()
        this.#working++
        resolve()
      }
      const giveUp = () => {
        leave()
        reject(abandoned.reason as Error)
      }
      line.push(enter)
      abandoned.addEventListener('abort', giveUp, { once: true })
    })
  }

  #wakeNext(): void {
    const next = this.#waiting.entries().next().value
    if (!next) return
    const [caller, line] = next
    // Whoever was served goes behind the others.
    this.#waiting.delete(caller)
    this.#waiting.set(caller, line)
    line[0]()
  }
}
