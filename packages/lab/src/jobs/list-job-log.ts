import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { JobLogTable } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { numberKey } from '../records/order-key.ts'
import { planPage, selectTablePage, type Page, type PageRequest } from '../records/paging.ts'

export type JobLogLine = Selectable<JobLogTable>

const keys = [{ expression: sql`job_log.line`, type: numberKey, descending: false, nullable: false }] as const

/** Lists a page of a job's log, in order. The caller may read the job. */
export async function listJobLog(lab: Lab, jobId: string, request: PageRequest): Promise<Page<JobLogLine>> {
  const plan = planPage(keys, request, 'log')
  const from = sql`job_log where job_log.job_id = ${jobId}::uuid`
  return selectTablePage<JobLogLine>(lab.db, plan, 'jobLog', from)
}
