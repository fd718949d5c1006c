import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import type { Model } from './model.ts'

/**
 * Returns the model, locked to the end of the transaction. Throws if it does not exist or the actor may not
 * change it.
 */
export async function lockModel(
  db: Queries,
  actor: Actor,
  id: string,
  deleted: 'deleted too' | 'not deleted' = 'not deleted',
): Promise<Model> {
  const model = await db
    .selectFrom('model')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!model) throw notFound('model', id)
  requireRole(actor, model.projectId, 'editor', 'model', id)
  if (deleted === 'not deleted' && model.deletedAt) throw notFound('model', id)
  return model
}
