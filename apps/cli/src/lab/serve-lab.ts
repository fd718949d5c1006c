import { setTimeout as sleep } from 'node:timers/promises'
import type { Lab } from '@mitoscope/lab'
import type { Dashboard } from '@mitoscope/server'
import { type LabFlags, parseTimes, toWorkerOptions, type WorkFlags } from './lab-settings.ts'

export interface ServeFlags extends LabFlags, WorkFlags {
  readonly port: number
  readonly host?: string
  readonly team?: boolean
  readonly url?: string
  readonly trustedProxies?: string
  /** Serves the dashboard too if true. */
  readonly dashboard?: boolean
  /** Runs jobs in this process too if true. */
  readonly worker: boolean
}

export interface Serving {
  /** Returns the state of a dashboard that is already being built. */
  readonly dashboard?: () => Dashboard
  /** Called when the API responds, before jobs start. */
  beforeWork(lab: Lab, url: string): Promise<void>
  /** Runs while the lab is served. */
  besideWork?(lab: Lab): Promise<void>
}

/**
 * Serves a lab until the signal aborts, then releases running jobs, answers the requests in flight and closes the lab.
 */
export async function serveLab(flags: ServeFlags, signal: AbortSignal, serving: Serving): Promise<void> {
  const { lab, openDashboard, parseTeamOptions, startServer, startReaper, startWorker } = await load(
    flags,
    signal,
  )
  try {
    const team = parseTeamOptions(flags, process.env)
    let { dashboard } = serving
    const server = await startServer(lab, {
      port: flags.port,
      host: flags.host,
      team,
      dashboard: flags.dashboard === false ? undefined : () => dashboard?.() ?? {},
    })
    // After the server, because the API does not wait for the dashboard.
    if (flags.dashboard !== false) dashboard ??= openDashboard(signal)
    let work: Promise<() => Promise<void>> | undefined
    try {
      await Promise.race([serving.beforeWork(lab, server.url), aborted(signal)])
      // After the server, so that the API responds while the worker looks for devices.
      work = flags.worker
        ? startWorker(lab, toWorkerOptions(flags)).then(({ stop }) => stop)
        : startReaper(lab, parseTimes())
      await Promise.race([Promise.all([work, serving.besideWork?.(lab)]), aborted(signal)])
      await aborted(signal)
    } finally {
      // Both at once, so that the server does not report to be ready while its worker releases jobs.
      const stopped = work
        ?.then((stop) => stop())
        .catch((error) => lab.log.error({ err: error }, 'The worker did not stop'))
      await Promise.all([server.close(), stopped])
    }
  } finally {
    await lab.close()
  }
}

/** Milliseconds in which a start that was stopped closes what it has opened; then the process ends. */
const maxClosingMs = 5_000

/** Opens the lab while the server is loaded. Rejects as soon as the signal aborts, and closes what was opened. */
async function load(flags: ServeFlags, signal: AbortSignal) {
  // Imported here, so that help and errors in options appear at once.
  const opening = import('./open-named-lab.ts').then(({ openNamedLab }) => openNamedLab(flags))
  const loading = Promise.all([
    opening,
    import('@mitoscope/server'),
    import('@mitoscope/lab/worker'),
    import('./open-dashboard.ts'),
  ])
  try {
    const [lab, { parseTeamOptions, startServer }, { startReaper, startWorker }, { openDashboard }] =
      await Promise.race([loading, aborted(signal)])
    return { lab, parseTeamOptions, startServer, startReaper, startWorker, openDashboard }
  } catch (error) {
    const closed = opening.then((lab) => lab.close()).catch(() => {})
    if (!signal.aborted) {
      await closed
      throw error
    }
    setTimeout(() => process.exit(), maxClosingMs).unref()
    await Promise.race([closed, sleep(maxClosingMs, undefined, { ref: false })])
    throw signal.reason
  }
}

/** Returns a promise that rejects when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
