import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { PurgedKind } from '../purge/delete-records.ts'
import { textKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { emptyPage, planPage, type Page, type PageRequest, type PageRow } from '../records/paging.ts'

interface ListBin extends PageRequest {
  readonly projectId?: string | null
}

/** Lists deleted records that are not purged, in the projects that the actor may read; last deleted first. */
export async function listBin(lab: Lab, actor: Actor, request: ListBin = {}): Promise<Page<BinEntry>> {
  const plan = planPage(lastDeletedFirst, request, 'bin')
  if (!plan) return emptyPage
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  const readable = readableProjects(actor)
  if (readable) conditions.push(sql`entry.project_id = any(${[...readable]}::uuid[])`)
  if (typeof request.projectId === 'string')
    conditions.push(sql`entry.project_id = ${request.projectId}::uuid`)
  const from = sql`(${deletedRecords}) as entry where ${sql.join(conditions, sql` and `)}`
  // Contents are counted for the entries of the page only.
  const { rows } = await sql<BinEntry & PageRow>`
    select page.kind, page.ids, page.name, page.project_id, page.deleted_at, page.cursor, ${within} as within,
      contents.* from (
        select entry.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
        order by ${plan.orderBy} limit ${plan.limit}
      ) as page cross join lateral (${contents}) as contents
    order by page.deleted_at desc, page.key`.execute(lab.db)
  return plan.toPage(rows, async () => {
    const counted = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(lab.db)
    return counted.rows[0].count
  }) as Page<BinEntry>
}

const lastDeletedFirst: readonly OrderKey[] = [
  { expression: sql`entry.deleted_at`, type: timeKey, descending: true, nullable: false },
  { expression: sql`entry.key`, type: textKey, descending: false, nullable: false },
]

const noRecord = sql`null::uuid`

/** Selects the columns common to all kinds of entries; `run` and `model` are those that a record belongs to. */
function entries(
  kind: string,
  table: string,
  name: RawBuilder<unknown>,
  run: RawBuilder<unknown>,
  model: RawBuilder<unknown>,
) {
  // prettier-ignore
  const projectId = table === 'project' ? sql.ref('project.id') : sql.ref(`${table}.project_id`)
  return sql`
    select ${sql.lit(kind)}::text as kind, array[${sql.ref(`${table}.id`)}] as ids, ${name} as name,
      ${projectId} as project_id, ${sql.ref(`${table}.deleted_at`)} as deleted_at,
      ${sql.lit(kind)} || ${sql.ref(`${table}.id`)}::text as key, ${run} as run_id, ${model} as model_id
    from ${sql.table(table)} where ${sql.ref(`${table}.deleted_at`)} is not null`
}

const runName = sql`(select run.name from training_run run where run.id = analysis.run_id)`
const pairName = sql`(select first.name || ' and ' || second.name from training_run first, training_run second
  where first.id = pair_comparison.first_run_id and second.id = pair_comparison.second_run_id)`

/**
 * Runs of one project that were deleted together, by the time of deletion; runs deleted with their sweep
 * belong to its entry.
 */
const runs = sql`
  select 'trainingRun'::text as kind, array_agg(run.id order by run.name, run.id) as ids, min(run.name) as name,
    run.project_id, run.deleted_at, 'trainingRun' || min(run.id::text) as key, null::uuid as run_id,
    (case when count(distinct run.model_id) = 1 then min(run.model_id::text) end)::uuid as model_id
  from training_run run
  where run.deleted_at is not null and not exists (
    select from sweep where sweep.id = run.sweep_id and sweep.deleted_at = run.deleted_at)
  group by run.project_id, run.deleted_at`

const deletedRecords = sql.join(
  [
    entries('project', 'project', sql`project.name`, noRecord, noRecord),
    entries('model', 'model', sql`model.name`, noRecord, noRecord),
    entries('sweep', 'sweep', sql`sweep.name`, noRecord, sql`sweep.model_id`),
    runs,
    entries('representation', 'representation', sql`representation.file_name`, sql`representation.run_id`, noRecord), // prettier-ignore
    entries('analysis', 'analysis', sql`analysis.measure || ' of ' || ${runName}`, sql`analysis.run_id`, noRecord), // prettier-ignore
    entries('pairComparison', 'pair_comparison', sql`pair_comparison.measure || ' of ' || ${pairName}`, sql`pair_comparison.first_run_id`, noRecord), // prettier-ignore
  ],
  sql` union all `,
)

/** Outermost deleted record around an entry: an entry restored inside of it would stay hidden. */
const within = sql`coalesce(
  (select 'project ' || project.name from project
    where page.kind <> 'project' and project.id = page.project_id and project.deleted_at is not null),
  (select 'model ' || model.name from model
    where model.id = coalesce(page.model_id, (select run.model_id from training_run run where run.id = page.run_id))
      and model.deleted_at is not null),
  (select 'run ' || run.name from training_run run where run.id = page.run_id and run.deleted_at is not null))`

const contents = sql`
  with returning_run as (
    select run.id from training_run run where case page.kind
      when 'project' then run.project_id = page.project_id and run.deleted_at is null
      when 'model' then run.model_id = page.ids[1] and run.deleted_at is null
      when 'sweep' then run.sweep_id = page.ids[1] and run.deleted_at = page.deleted_at
      when 'trainingRun' then run.id = any(page.ids)
      else false end)
  select (select count(*)::int from returning_run) as runs,
    (select count(*)::int from representation where run_id in (select id from returning_run)
      and deleted_at is null) + (page.kind = 'representation')::int as representations,
    (select count(*)::int from analysis where run_id in (select id from returning_run)
      and deleted_at is null) + (page.kind = 'analysis')::int as analyses`

/**
 * Records that one command deleted: a record of any kind, or the runs of one project that were deleted
 * together.
 */
export interface BinEntry {
  readonly kind: PurgedKind
  /** Ids of the deleted records; more than one for runs only. */
  readonly ids: readonly string[]
  /** Name of the first record. */
  readonly name: string
  readonly projectId: string
  readonly deletedAt: Date
  /** Name of a deleted record that must be restored first, for example "model fc"; null if there is none. */
  readonly within: string | null
  /** Numbers of records that are restored with the entry, itself included. */
  readonly runs: number
  readonly representations: number
  readonly analyses: number
}
