import { createRequire } from 'node:module'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Claimant } from '../attempts/claim-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Opened } from './fork-compute.ts'

const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string }

/** Inserts a device into the table of workers. */
export async function registerWorker(lab: Lab, device: string): Promise<Claimant> {
  const claimant = { workerId: randomUUID(), host: hostname(), device }
  const { workerId: id, host } = claimant
  await lab.db.insertInto('worker').values({ id, host, process: process.pid, device, version }).execute()
  return claimant
}

/** Records the backend that a device's compute process reported. */
export async function recordBackend(lab: Lab, id: string, { backend, device }: Opened): Promise<void> {
  await lab.db
    .updateTable('worker')
    .set({ backend: `${backend}: ${device}` })
    .where('id', '=', id)
    .execute()
}

export async function recordWorkerHeartbeat(lab: Lab, ids: readonly string[]): Promise<void> {
  await lab.db
    .updateTable('worker')
    .set({ seenAt: sql`now()` })
    .where('id', 'in', ids)
    .execute()
}

export async function deleteWorkers(lab: Lab, ids: readonly string[]): Promise<void> {
  await lab.db.deleteFrom('worker').where('id', 'in', ids).execute()
}
