import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { WorkState } from '../../platform/database/tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, numberKey, textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { type Page, type PageRequest, planPage, selectTablePage } from '../../platform/rows/paging.ts'
import {
  compareId,
  compareText,
  compareTime,
  type Condition,
  type IdFilter,
  type TextFilter,
  type TimeFilter,
} from '../../platform/rows/filters.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import { withJobs } from '../../platform/lab/noun.ts'
import type { Job, JobKindName } from '../../platform/queue/job.ts'

interface OneOf<T> {
  readonly eq?: T | null
  readonly ne?: T | null
  readonly in?: readonly T[] | null
  readonly notIn?: readonly T[] | null
}

export interface JobFilter extends CombinedFilter<JobFilter> {
  readonly state?: OneOf<WorkState> | null
  readonly kind?: OneOf<JobKindName> | null
  /** Id of the record that the job works on. */
  readonly subject?: IdFilter | null
  /** Id of the sweep: matches jobs of its runs, and of their analyses, comparisons and checkpoints. */
  readonly sweep?: IdFilter | null
  readonly worker?: IdFilter | null
  readonly device?: TextFilter | null
  readonly createdAt?: TimeFilter | null
  readonly finishedAt?: TimeFilter | null
}

export type JobOrderField = 'createdAt' | 'finishedAt' | 'kind' | 'priority' | 'state'

export interface ListJobs extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: JobFilter | null
  /** Order of the list; newest first by default. */
  readonly orderBy?: readonly FieldOrder<JobOrderField>[] | null
}

const id: OrderKey = { expression: sql`job.id`, type: idKey, descending: false, nullable: false }
const newestFirst: readonly FieldOrder<JobOrderField>[] = [{ field: 'createdAt', direction: 'desc' }]
const fields: OrderFields<JobOrderField> = {
  createdAt: { expression: sql`job.created_at`, type: timeKey },
  finishedAt: { expression: sql`job.finished_at`, type: timeKey, nullable: true },
  kind: { expression: sql`job.kind`, type: textKey },
  priority: { expression: sql`job.priority`, type: numberKey },
  state: { expression: sql`job.state`, type: textKey },
}

/** Lists a page of the jobs that the actor may read. */
export async function listJobs(lab: Lab, actor: Actor, request: ListJobs = {}): Promise<Page<Job>> {
  const order = request.orderBy?.length ? request.orderBy : newestFirst
  const plan = planPage(orderKeys(fields, order, id), request, ['jobs', order])
  const conditions = [compileFilter(request.filter ?? {}, (filter) => conditionsOf(lab, filter))]
  const readable = readableProjects(actor)
  if (readable) conditions.push(sql`job.project_id = any(${[...readable]}::uuid[])`)
  if (request.projectId) conditions.push(sql`job.project_id = ${request.projectId}::uuid`)
  const from = sql`job where ${sql.join(conditions, sql` and `)}`
  return selectTablePage<Job>(lab.db, plan, 'job', from)
}

function conditionsOf(lab: Lab, filter: JobFilter): Condition[] {
  const { state, kind, subject, sweep, worker, device, createdAt, finishedAt } = filter
  const conditions: Condition[] = []
  if (state) conditions.push(...compareText(sql`job.state`, state))
  if (kind) conditions.push(...compareText(sql`job.kind`, kind))
  if (subject) conditions.push(...compareId(sql`job.subject_id`, subject))
  if (sweep) conditions.push(...compareId(sweepOf(lab), sweep))
  if (worker) conditions.push(...compareId(sql`job.worker_id`, worker))
  if (device) conditions.push(...compareText(sql`job.device`, device))
  if (createdAt) conditions.push(...compareTime(sql`job.created_at`, createdAt))
  if (finishedAt) conditions.push(...compareTime(sql`job.finished_at`, finishedAt))
  return conditions
}

/** Sweep of a job: its subject, or the sweep of the first run that its subject belongs to. */
function sweepOf({ nouns }: Lab): RawBuilder<unknown> {
  const cases = withJobs(nouns).map(({ table, runs, job }) => {
    if (runs)
      return sql`when ${sql.lit(job.kind)} then (select run.sweep_id from ${sql.table(table)} as subject
        join training_run run on run.id = subject.${sql.ref(runs[0])} where subject.id = job.subject_id)`
    // Of what belongs to no run, a sweep alone is a sweep.
    return sql`when ${sql.lit(job.kind)} then ${table === 'sweep' ? sql`job.subject_id` : sql`null`}`
  })
  return sql`(case job.kind ${sql.join(cases, sql` `)} end)`
}
