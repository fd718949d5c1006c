import { exitCodes } from './exit-codes.ts'

/** Milliseconds after which it is said that the work is still being stopped. */
const silenceMs = 500
/** Milliseconds within which a second signal is the first one again: a terminal sends it, and npm passes it on. */
const echoMs = 300

/** Runs `work` with a signal that CTRL-C or SIGTERM aborts. A second one, later, ends the process at once. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  let notice: NodeJS.Timeout | undefined
  let stoppedAt = Infinity
  const stop = (signal: NodeJS.Signals) => {
    if (performance.now() - stoppedAt > echoMs) process.exit(exitCodes.interrupted)
    if (controller.signal.aborted) return
    stoppedAt = performance.now()
    notice = setTimeout(() => process.stderr.write(`${stoppingNotice}\n`), silenceMs)
    controller.abort(new Interrupted(signal))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(notice)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

const stoppingNotice = 'mitoscope: Stopping, and saving what was begun. CTRL-C once more ends it at once.'

/** Runs `work` until CTRL-C or SIGTERM, as untilInterrupted does, and resolves then: such work has no other end. */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  try {
    await untilInterrupted(work)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
  }
}

/** Thrown when the user has stopped the work; finished parts are kept. */
export class Interrupted extends Error {
  readonly exitCode: number

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`)
    this.name = 'Interrupted'
    this.exitCode = signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated
  }
}
