import { sql, type Selectable } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import type { JobLogTable } from '../../platform/database/tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { numberKey } from '../../platform/rows/order-key.ts'
import { planPage, selectTablePage, type Page, type PageRequest } from '../../platform/rows/paging.ts'

export type JobLogLine = Selectable<JobLogTable>

const keys = [{ expression: sql`job_log.line`, type: numberKey, descending: false, nullable: false }] as const

/** Lists a page of a job's log, in order. The caller may read the job. */
export async function listJobLog(lab: Lab, jobId: string, request: PageRequest): Promise<Page<JobLogLine>> {
  const plan = planPage(keys, request, 'log')
  const from = sql`job_log where job_log.job_id = ${jobId}::uuid`
  return selectTablePage<JobLogLine>(lab.db, plan, 'jobLog', from)
}

const maxLineLength = 4_000

/** Appends lines to a job's log. */
export async function logJob(db: Queries, jobId: string, message: string): Promise<void> {
  await db
    .insertInto('jobLog')
    .values(message.split('\n').map((line) => ({ jobId, message: line.slice(0, maxLineLength) })))
    .execute()
}
