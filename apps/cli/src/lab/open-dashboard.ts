import { setTimeout as sleep } from 'node:timers/promises'
import { buildDashboard, findDashboard, lockPath } from '@mitoscope/dashboard/build'
import { FileInUse, lockFile } from '@mitoscope/lab/local-files'
import type { Dashboard } from '@mitoscope/server'

/** Builds the dashboard in the background if it is not built yet. Returns a function that gives its current state. */
export function openDashboard(signal: AbortSignal): () => Dashboard {
  let dashboard: Dashboard = { folder: findDashboard() }
  if (dashboard.folder === undefined) {
    build(signal).then(
      (folder) => (dashboard = { folder }),
      (error: Error) => (dashboard = { failure: `The dashboard could not be built. ${error.message}` }),
    )
  }
  return () => dashboard
}

/** Builds the dashboard in one process of this checkout; other processes wait for the result. */
async function build(signal: AbortSignal): Promise<string> {
  for (;;) {
    const unlock = await lockFile(lockPath(), (holder) => holder).catch(ignoreInUse)
    if (unlock) {
      try {
        return findDashboard() ?? (await buildDashboard(signal))
      } finally {
        await unlock()
      }
    }
    await sleep(1_000, undefined, { signal })
    const folder = findDashboard()
    if (folder !== undefined) return folder
  }
}

function ignoreInUse(error: Error): undefined {
  if (!(error instanceof FileInUse)) throw error
}
