import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { Model } from './model.ts'

/**
 * Returns the model; undefined if it does not exist or the actor may not read it. Includes deleted ones,
 * which can be restored.
 */
export async function findModel(lab: Lab, actor: Actor, id: string): Promise<Model | undefined> {
  return (await findModels(lab, actor, [id])).get(id)
}

/** Finds models by id, if the actor may read them, in one statement. */
export async function findModels(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Model>> {
  const rows = await lab.db.selectFrom('model').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}
