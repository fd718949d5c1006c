import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { RepresentationRecord } from './representation-record.ts'

/** Finds representations by id, if the actor may read them. Includes deleted ones, which can be restored. */
export async function findRepresentations(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, RepresentationRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('representation').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}

/** Lists the representations of each of these runs, by epoch and age. */
export async function listRepresentations(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
): Promise<Map<string, RepresentationRecord[]>> {
  const lists = new Map(runIds.map((id): [string, RepresentationRecord[]] => [id, []]))
  if (runIds.length === 0) return lists
  const rows = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where('runId', 'in', runIds)
    .where('deletedAt', 'is', null)
    .orderBy('epoch')
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  for (const row of rows) if (mayRead(actor, row.projectId)) lists.get(row.runId)?.push(row)
  return lists
}
