import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { Model } from './model.ts'

/** The model, or undefined where there is none for this actor. Deleted ones are found: they can be restored. */
export async function findModel(lab: Lab, actor: Actor, id: string): Promise<Model | undefined> {
  return (await findModels(lab, actor, [id])).get(id)
}

/** The models with these ids that the actor may read, in one statement. */
export async function findModels(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Model>> {
  const rows = await lab.db.selectFrom('model').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}
