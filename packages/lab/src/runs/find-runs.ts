import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { TrainingRun } from './training-run.ts'

/**
 * Returns the run; undefined if it does not exist or the actor may not read it. Includes deleted ones, which
 * can be restored.
 */
export async function findRun(lab: Lab, actor: Actor, id: string): Promise<TrainingRun | undefined> {
  return (await findRuns(lab, actor, [id])).get(id)
}

/** Finds runs by id, if the actor may read them, in one statement. */
export async function findRuns(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, TrainingRun>> {
  const rows = await lab.db.selectFrom('trainingRun').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}
