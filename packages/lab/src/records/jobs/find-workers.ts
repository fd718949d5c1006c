import { sql, type Selectable } from 'kysely'
import type { Lab } from '../../platform/lab/lab.ts'
import type { WorkerTable } from '../../platform/database/tables.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'

/** Device of a worker process. */
export type WorkerRecord = Selectable<WorkerTable>

export type WorkerOrderField = 'host' | 'device' | 'startedAt'

export interface ListWorkers extends PageRequest {
  /** Order of the list; by machine and device by default. */
  readonly orderBy?: readonly FieldOrder<WorkerOrderField>[] | null
}

const byMachine: readonly FieldOrder<WorkerOrderField>[] = [{ field: 'host' }, { field: 'device' }]
const last: OrderKey = { expression: sql`worker.id`, type: idKey, descending: false, nullable: false }
const fields: OrderFields<WorkerOrderField> = {
  host: { expression: sql`worker.host`, type: textKey },
  device: { expression: sql`worker.device`, type: textKey },
  startedAt: { expression: sql`worker.started_at`, type: timeKey },
}

/** Lists the devices with a heartbeat in the last minute. */
export async function listWorkers(lab: Lab, request: ListWorkers = {}): Promise<Page<WorkerRecord>> {
  const order = request.orderBy?.length ? request.orderBy : byMachine
  const plan = planPage(orderKeys(fields, order, last), request, ['workers', order])
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
