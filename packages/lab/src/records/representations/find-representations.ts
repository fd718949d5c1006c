import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RepresentationRecord } from './representation-record.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'

/** Finds representations by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findRepresentations = finderOf('representation')

export const representationNoun: Noun = {
  table: 'representation',
  description: 'Representation of a run',
  words: ['representation'],
  runs: ['run_id'],
  bin: { name: sql`representation.file_name` },
}

/** Lists the representations of each of these runs, by epoch, position in the network and age. */
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
    .orderBy(sql`site_position nulls last`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  for (const row of rows) if (mayRead(actor, row.projectId)) lists.get(row.runId)?.push(row)
  return lists
}
