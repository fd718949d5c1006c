import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { emptyPage, planPage, type Page, type PageRequest, type PageRow } from '../../platform/rows/paging.ts'

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
  const from = sql`(${deletedRecords(lab)}) as entry where ${sql.join(conditions, sql` and `)}`
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

/** Selects the columns common to all kinds of entries; a run and a model are those that a record belongs to. */
function entriesOf({ table, bin, runs }: Noun) {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  const projectId = column(table === 'project' ? 'id' : 'projectId')
  return sql`
    select ${sql.lit(table)}::text as kind, array[${column('id')}] as ids, ${bin!.name} as name,
      ${projectId} as project_id, ${column('deletedAt')} as deleted_at,
      ${sql.lit(table)} || ${column('id')}::text as key,
      ${runs ? column(runs[0]) : sql`null::uuid`} as run_id, ${bin!.model ?? sql`null::uuid`} as model_id
    from ${sql.table(table)} where ${column('deletedAt')} is not null`
}

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

function deletedRecords({ nouns }: Lab): RawBuilder<unknown> {
  const deletable = nouns.filter(({ bin }) => bin)
  const entries = deletable.map((noun) => (noun.table === 'trainingRun' ? runs : entriesOf(noun)))
  return sql.join(entries, sql` union all `)
}

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
  readonly kind: Noun['table']
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
