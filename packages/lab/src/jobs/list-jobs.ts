import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { WorkState } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { idKey, numberKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { type Page, type PageRequest, planPage, selectTablePage } from '../records/paging.ts'
import {
  compareId,
  compareText,
  compareTime,
  type Condition,
  type IdFilter,
  type TextFilter,
  type TimeFilter,
} from '../records/filters.ts'
import { compileFilter, type CombinedFilter } from '../records/compile-filter.ts'
import type { Job, JobKindName } from './job.ts'

interface OneOf<T> {
  readonly eq?: T | null
  readonly ne?: T | null
  readonly in?: readonly T[] | null
  readonly notIn?: readonly T[] | null
}

export interface JobFilter extends CombinedFilter<JobFilter> {
  readonly state?: OneOf<WorkState> | null
  readonly kind?: OneOf<JobKindName> | null
  /** Id of the run, analysis, comparison, sweep or checkpoint. */
  readonly subject?: IdFilter | null
  /** Id of the sweep: matches jobs of its runs, and of their analyses, comparisons and checkpoints. */
  readonly sweep?: IdFilter | null
  readonly worker?: IdFilter | null
  readonly device?: TextFilter | null
  readonly createdAt?: TimeFilter | null
  readonly finishedAt?: TimeFilter | null
}

export const jobOrders = ['newest', 'oldest', 'priority'] as const
export type JobOrder = (typeof jobOrders)[number]

export interface ListJobs extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: JobFilter | null
  readonly order?: JobOrder | null
}

const id: OrderKey = { expression: sql`job.id`, type: idKey, descending: false, nullable: false }
const created = { expression: sql`job.created_at`, type: timeKey, nullable: false }
const orders: Readonly<Record<JobOrder, readonly OrderKey[]>> = {
  newest: [{ ...created, descending: true }, id],
  oldest: [{ ...created, descending: false }, id],
  priority: [
    { expression: sql`job.priority`, type: numberKey, descending: true, nullable: false },
    { ...created, descending: false },
    id,
  ],
}

/** Lists a page of the jobs that the actor may read. */
export async function listJobs(lab: Lab, actor: Actor, request: ListJobs = {}): Promise<Page<Job>> {
  const order = request.order ?? 'newest'
  const plan = planPage(orders[order], request, order)
  const conditions = [compileFilter(request.filter ?? {}, conditionsOf)]
  const readable = readableProjects(actor)
  if (readable) conditions.push(sql`job.project_id = any(${[...readable]}::uuid[])`)
  if (request.projectId) conditions.push(sql`job.project_id = ${request.projectId}::uuid`)
  const from = sql`job where ${sql.join(conditions, sql` and `)}`
  return selectTablePage<Job>(lab.db, plan, 'job', from)
}

function conditionsOf(filter: JobFilter): Condition[] {
  const { state, kind, subject, sweep, worker, device, createdAt, finishedAt } = filter
  const conditions: Condition[] = []
  if (state) conditions.push(...compareText(sql`job.state`, state))
  if (kind) conditions.push(...compareText(sql`job.kind`, kind))
  if (subject) conditions.push(...compareId(sql`job.subject_id`, subject))
  if (sweep) conditions.push(...compareId(sweepOf, sweep))
  if (worker) conditions.push(...compareId(sql`job.worker_id`, worker))
  if (device) conditions.push(...compareText(sql`job.device`, device))
  if (createdAt) conditions.push(...compareTime(sql`job.created_at`, createdAt))
  if (finishedAt) conditions.push(...compareTime(sql`job.finished_at`, finishedAt))
  return conditions
}

/** Sweep of a job: that of its run, or of the run of its analysis, comparison (the first run) or checkpoint. */
const sweepOf: RawBuilder<unknown> = sql`(case job.kind
  when 'report' then job.subject_id
  when 'train' then (select run.sweep_id from training_run run where run.id = job.subject_id)
  when 'represent' then (select run.sweep_id from checkpoint join training_run run on run.id = checkpoint.run_id
    where checkpoint.id = job.subject_id)
  when 'compare' then (select run.sweep_id from pair_comparison join training_run run on run.id = pair_comparison.first_run_id
    where pair_comparison.id = job.subject_id)
  else (select run.sweep_id from analysis join training_run run on run.id = analysis.run_id
    where analysis.id = job.subject_id) end)`
