import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'

export interface RunContents {
  readonly runs: number
  readonly representations: number
  readonly analyses: number
}

/** Counts runs that the actor may read, and their contents. Unknown and deleted runs do not count. */
export async function countRunContents(lab: Lab, actor: Actor, ids: readonly string[]): Promise<RunContents> {
  const readable = readableProjects(actor)
  const { rows } = await sql<RunContents>`
    with chosen as (
      select id from training_run where id = any(${[...ids]}::uuid[]) and deleted_at is null
        and ${readable ? sql`project_id = any(${[...readable]}::uuid[])` : sql`true`})
    select (select count(*)::int from chosen) as runs,
      (select count(*)::int from representation where run_id in (select id from chosen) and deleted_at is null)
        as representations,
      (select count(*)::int from analysis where run_id in (select id from chosen) and deleted_at is null)
        as analyses`.execute(lab.db)
  return rows[0]
}
