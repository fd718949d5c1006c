import type { Lab } from '@mitoscope/lab'
import { openNamedLab, readTimes, readWork, type LabFlags, type WorkFlags } from './lab-settings.ts'

export interface ServeFlags extends LabFlags, WorkFlags {
  readonly port: number
  readonly host?: string
  readonly team?: boolean
  readonly url?: string
  /** Whether jobs are worked off here too. */
  readonly worker: boolean
}

/**
 * Serves a lab until the signal aborts, then gives jobs in work back, answers the requests in flight and closes it.
 * `whenReady` is called once the API answers; what it does goes on beside the serving.
 */
export async function serveLab(
  flags: ServeFlags,
  signal: AbortSignal,
  whenReady: (lab: Lab, url: string) => Promise<void>,
): Promise<void> {
  const { startReaper, startWorker } = await import('@mitoscope/lab/worker')
  const { readTeam, startServer } = await import('@mitoscope/server')
  const team = readTeam(flags, process.env)
  const lab = await openNamedLab(flags)
  try {
    const server = await startServer(lab, { port: flags.port, host: flags.host, team })
    // After the server: the API answers while the worker looks for what computes here.
    const work = flags.worker
      ? startWorker(lab, readWork(flags)).then(({ stop }) => stop)
      : startReaper(lab, readTimes())
    try {
      await Promise.race([Promise.all([work, whenReady(lab, server.url)]), aborted(signal)])
      await aborted(signal)
    } finally {
      await work
        .then((stop) => stop())
        .catch((error) => lab.log.error({ err: error }, 'The worker did not stop'))
      await server.close()
    }
  } finally {
    await lab.close()
  }
}

/** Rejects when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
