import type { Lab } from '@mitoscope/lab'
import type { Dashboard } from '@mitoscope/server'
import { readTimes } from './read-times.ts'
import { readWork, type LabFlags, type WorkFlags } from './lab-settings.ts'

export interface ServeFlags extends LabFlags, WorkFlags {
  readonly port: number
  readonly host?: string
  readonly team?: boolean
  readonly url?: string
  readonly trustedProxies?: string
  /** Whether the dashboard is served too. */
  readonly dashboard?: boolean
  /** Whether jobs are worked off here too. */
  readonly worker: boolean
}

export interface Serving {
  /** Where it is being built already. */
  readonly dashboard?: () => Dashboard
  /** Called once the API answers; the work waits for its end. */
  beforeWork(lab: Lab, url: string): Promise<void>
  /** Goes on beside the serving. */
  besideWork?(lab: Lab): Promise<void>
}

/** Serves a lab until the signal aborts, then gives jobs in work back, answers the requests in flight and closes it. */
export async function serveLab(flags: ServeFlags, signal: AbortSignal, serving: Serving): Promise<void> {
  // Loaded here, so that help and mistakes in options answer at once.
  const { openNamedLab } = await import('./open-named-lab.ts')
  const { openDashboard } = await import('./open-dashboard.ts')
  // The database comes up beside the loading of the server.
  const [lab, { readTeam, startServer }, { startReaper, startWorker }] = await Promise.all([
    openNamedLab(flags),
    import('@mitoscope/server'),
    import('@mitoscope/lab/worker'),
  ])
  try {
    const team = readTeam(flags, process.env)
    let { dashboard } = serving
    const server = await startServer(lab, {
      port: flags.port,
      host: flags.host,
      team,
      dashboard: flags.dashboard === false ? undefined : () => dashboard?.() ?? {},
    })
    // After the server: the API does not wait for it.
    if (flags.dashboard !== false) dashboard ??= openDashboard(signal)
    let work: Promise<() => Promise<void>> | undefined
    try {
      await Promise.race([serving.beforeWork(lab, server.url), aborted(signal)])
      // After the server: the API answers while the worker looks for what computes here.
      work = flags.worker
        ? startWorker(lab, readWork(flags)).then(({ stop }) => stop)
        : startReaper(lab, readTimes())
      await Promise.race([Promise.all([work, serving.besideWork?.(lab)]), aborted(signal)])
      await aborted(signal)
    } finally {
      // Both at once: it is not ready for others while it hands its jobs back.
      const stopped = work
        ?.then((stop) => stop())
        .catch((error) => lab.log.error({ err: error }, 'The worker did not stop'))
      await Promise.all([server.close(), stopped])
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
