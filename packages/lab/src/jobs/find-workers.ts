import { sql, type Selectable } from 'kysely'
import type { Lab } from '../lab.ts'
import type { WorkerTable } from '../database/tables.ts'

/** One device of a worker process. */
export type WorkerRecord = Selectable<WorkerTable>

/** The devices that showed themselves within the last minute, by machine. */
export function listWorkers(lab: Lab): Promise<WorkerRecord[]> {
  return lab.db
    .selectFrom('worker')
    .selectAll()
    .where('seenAt', '>', sql<Date>`now() - interval '1 minute'`)
    .orderBy('host')
    .orderBy('device')
    .orderBy('id')
    .execute()
}

/** The workers with these ids, as long as they are remembered. */
export async function findWorkers(lab: Lab, ids: readonly string[]): Promise<Map<string, WorkerRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('worker').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The jobs that workers have in work. */
export async function findJobsAtWork(lab: Lab, workerIds: readonly string[]): Promise<Map<string, string>> {
  if (workerIds.length === 0) return new Map()
  const rows = await lab.db
    .selectFrom('job')
    .select(['id', 'workerId'])
    .where('state', '=', 'running')
    .where('workerId', 'in', workerIds)
    .execute()
  return new Map(rows.map(({ id, workerId }) => [workerId!, id]))
}
