import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { JobLogTable } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { numberKey } from '../records/order-key.ts'
import { emptyPage, type Page, type PageRequest } from '../records/page.ts'
import { planPage, type PageRow } from '../records/plan-page.ts'

export type JobLogLine = Selectable<JobLogTable>

const keys = [{ expression: sql`job_log.line`, type: numberKey, descending: false, nullable: false }] as const

/** A page of what a job said, in order. Whoever sees the job sees it. */
export async function listJobLog(lab: Lab, jobId: string, request: PageRequest): Promise<Page<JobLogLine>> {
  const plan = planPage(keys, request, 'log')
  if (!plan) return emptyPage
  const from = sql`job_log where job_log.job_id = ${jobId}::uuid`
  const { rows } = await sql<JobLogLine & PageRow>`
    select job_log.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
    order by ${plan.orderBy} limit ${plan.limit}`.execute(lab.db)
  return plan.toPage(rows, async () => {
    const counted = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(lab.db)
    return counted.rows[0].count
  })
}
