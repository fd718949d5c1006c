import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Noun } from '../../platform/lab/noun.ts'

/** Finds checkpoints by id, if the actor may read them, in one statement. */
export async function findCheckpoints(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Checkpoint>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db
    .selectFrom('checkpoint')
    .innerJoin('trainingRun', 'trainingRun.id', 'checkpoint.runId')
    .selectAll('checkpoint')
    .select('trainingRun.projectId')
    .where('checkpoint.id', 'in', ids)
    .execute()
  const readable = rows.filter(({ projectId }) => mayRead(actor, projectId))
  return new Map(readable.map(({ projectId: _, ...checkpoint }) => [checkpoint.id, checkpoint]))
}

export const checkpointNoun: Noun = {
  table: 'checkpoint',
  description: 'Checkpoint of a run',
  words: ['checkpoint'],
  runs: ['run_id'],
  job: {
    kind: 'represent',
    description: 'Computation of the representation of a checkpoint.',
    words: ['representation', 'representations'],
    action: 'Represent a checkpoint',
  },
}

/** Lists the checkpoints of runs that the caller may read, by run and epoch, in one statement. */
export async function findCheckpointsOfRuns(
  lab: Lab,
  runIds: readonly string[],
): Promise<Map<string, Checkpoint[]>> {
  const found = new Map<string, Checkpoint[]>(runIds.map((id) => [id, []]))
  if (runIds.length === 0) return found
  const rows = await lab.db
    .selectFrom('checkpoint')
    .selectAll()
    .where('runId', 'in', runIds)
    .orderBy('epoch')
    .execute()
  for (const row of rows) found.get(row.runId)?.push(row)
  return found
}
