import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { recordRunChange } from '../runs/record-run-change.ts'
import { lockRuns } from '../runs/lock-runs.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { parseTags } from './parse-tags.ts'

export interface ChangeTagsInput {
  readonly runIds: readonly string[]
  readonly tags: readonly string[]
}

/** Replaces the tags of all runs by exactly these. */
export function setTags(lab: Lab, actor: Actor, input: ChangeTagsInput): Promise<TrainingRun[]> {
  return change(lab, actor, 'setTags', input, replaceTags)
}

/** Writes these tags of runs in place of theirs. */
export async function replaceTags(db: Queries, ids: string[], tags: string[]): Promise<void> {
  await db.deleteFrom('runTag').where('runId', 'in', ids).execute()
  await insert(db, ids, tags)
}

/** Adds these tags to all runs. */
export function addTags(lab: Lab, actor: Actor, input: ChangeTagsInput): Promise<TrainingRun[]> {
  return change(lab, actor, 'addTags', input, insert)
}

/** Removes these tags from all runs. */
export function removeTags(lab: Lab, actor: Actor, input: ChangeTagsInput): Promise<TrainingRun[]> {
  return change(lab, actor, 'removeTags', input, async (db, ids, tags) => {
    await sql`delete from run_tag where run_id = any(${ids}::uuid[]) and tag = any(${tags}::text[])`.execute(
      db,
    )
  })
}

async function change(
  lab: Lab,
  actor: Actor,
  action: string,
  { runIds, tags: given }: ChangeTagsInput,
  write: (db: Queries, ids: string[], tags: string[]) => Promise<void>,
): Promise<TrainingRun[]> {
  const tags = parseTags(given)
  return lab.db.transaction().execute(async (db) => {
    const runs = await lockRuns(db, actor, runIds)
    if (runs.length === 0) return []
    await write(
      db,
      runs.map(({ id }) => id),
      tags,
    )
    await recordRunChange(db, actor, action, runs, { tags })
    return runs
  })
}

async function insert(db: Queries, ids: string[], tags: string[]): Promise<void> {
  await sql`insert into run_tag (run_id, tag)
    select id, tag from unnest(${ids}::uuid[]) as id, unnest(${tags}::text[]) as tag on conflict do nothing`.execute(
    db,
  )
}
