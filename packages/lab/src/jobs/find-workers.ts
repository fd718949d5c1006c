import { sql, type Selectable } from 'kysely'
import type { Lab } from '../lab.ts'
import type { WorkerTable } from '../database/tables.ts'
import { idKey, textKey, type OrderKey } from '../records/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../records/paging.ts'

/** Device of a worker process. */
export type WorkerRecord = Selectable<WorkerTable>

const byMachine: readonly OrderKey[] = [
  { expression: sql`worker.host`, type: textKey, descending: false, nullable: false },
  { expression: sql`worker.device`, type: textKey, descending: false, nullable: false },
  { expression: sql`worker.id`, type: idKey, descending: false, nullable: false },
]

/** Lists the devices with a heartbeat in the last minute, by machine. */
export async function listWorkers(lab: Lab, request: PageRequest = {}): Promise<Page<WorkerRecord>> {
  const plan = planPage(byMachine, request, 'workers')
  const alive = lab.db.selectFrom('worker').where('seenAt', '>', sql<Date>`now() - interval '1 minute'`)
  return selectPage(plan, alive, alive.selectAll())
}

/** Finds workers by id, as long as they are stored. */
export async function findWorkers(lab: Lab, ids: readonly string[]): Promise<Map<string, WorkerRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('worker').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Finds the running job of each worker. */
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
