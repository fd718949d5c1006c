import { exitCodes } from './exit-codes.ts'

/** Runs work with a signal that CTRL-C and a termination request abort; a second CTRL-C ends the process at once. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted)
    controller.abort(new Interrupted(signal))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

/** As untilInterrupted, for what runs until it is told to stop: being stopped is how it ends well. */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  try {
    await untilInterrupted(work)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
  }
}

/** The user ended the work; what was finished is kept. */
export class Interrupted extends Error {
  readonly exitCode: number

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`)
    this.name = 'Interrupted'
    this.exitCode = signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated
  }
}
