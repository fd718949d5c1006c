import { setTimeout as sleep } from 'node:timers/promises'
import type { MitoscopeProcess } from './start-mitoscope.ts'

/** A process that is started again whenever it has been killed, as a supervisor does. */
export interface KeptProcess {
  current(): MitoscopeProcess
  /**
   * Resolves as `ready` of the running process does, of the next one after a kill; rejects if a process
   * ended by itself.
   */
  ready(): Promise<string>
  /** Kills it, and starts the next at once. */
  kill(): Promise<void>
  /** Ends it for good. */
  stop(): Promise<void>
}

export function keepProcess(start: () => MitoscopeProcess): KeptProcess {
  let current = start()
  const killed = new WeakSet<MitoscopeProcess>()
  return {
    current: () => current,
    async ready() {
      for (;;) {
        const asked = current
        try {
          return await asked.ready
        } catch (error) {
          if (!killed.has(asked)) throw error
          await sleep(10)
        }
      }
    },
    async kill() {
      if (!current.isAlive()) throw new Error(`It ended by itself: ${current.log()}`)
      killed.add(current)
      await current.end('SIGKILL')
      current = start()
    },
    stop: () => current.end('SIGTERM'),
  }
}
